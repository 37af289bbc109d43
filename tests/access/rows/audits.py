"""What the office did, and signs of fraud: the office's to read, and nobody's own."""

from datetime import UTC, date, datetime

from machiken.contracts import notify, redemption, settlement
from machiken.contracts.audit import ActsQuery
from machiken.contracts.redemption import (
    CampaignUnknown,
    CheckSigns,
    OpenSignsQuery,
    SignsQuery,
)
from machiken.ids import IssuerCode
from tests.access.row import Row, answers

NOWHERE = IssuerCode("KNMNONE01")

ROWS = (
    *(
        Row(verb=verb, ask=lambda _: ActsQuery(), said=answers)
        for verb in (redemption.AUDIT, settlement.AUDIT, notify.AUDIT)
    ),
    Row(
        verb=redemption.SIGNS,
        ask=lambda _: SignsQuery(issuer_code=NOWHERE, on=date(2026, 7, 1)),
        said=CampaignUnknown,
    ),
    Row(
        verb=redemption.OPEN_SIGNS,
        ask=lambda _: OpenSignsQuery(issuer_code=NOWHERE),
        said=CampaignUnknown,
    ),
    Row(
        verb=redemption.CHECK_SIGNS,
        ask=lambda _: CheckSigns(
            issuer_code=NOWHERE,
            on=date(2026, 7, 1),
            until=datetime(2026, 7, 2, tzinfo=UTC),
        ),
        said=CampaignUnknown,
    ),
)
