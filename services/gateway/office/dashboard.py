"""事務局: the campaign and its calendar, what is owed to whom, and the mail. Read only.

Each block stands alone: where one service is away, the others are still shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from flask.typing import ResponseReturnValue

from machiken.contracts import notify, redemption, settlement
from machiken.contracts.redemption import CampaignUnknown, CampaignView, VoucherCounts
from machiken.contracts.settlement import LedgerCampaignUnknown, LedgerLine, LedgerView
from machiken.ids import IssuerCode
from machiken.money import Yen, total
from services.gateway import formatting, places
from services.gateway.backends import OutcomeUnknown, Unavailable, backends
from services.gateway.office.blueprint import office
from services.gateway.pages import page

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfMonth:
    """What is owed for one half-month, merchant by merchant."""

    last_on: date
    lines: Sequence[LedgerLine]
    owed: Yen


@office.get("/")
def top() -> ResponseReturnValue:
    """Show how everything stands."""
    issuer = places.issuer_code()
    ledger = _if_there(lambda: _ledger(issuer)) if issuer else None
    return page(
        "office/dashboard.html",
        issuer=issuer,
        campaign=_if_there(lambda: _campaign(issuer)) if issuer else None,
        ledger=ledger,
        half_months=_half_months(ledger) if ledger else (),
        letters=_if_there(_letters),
        vouchers=_if_there(lambda: _vouchers(issuer)) if issuer else None,
        today=formatting.today(),
    )


def _campaign(issuer: IssuerCode) -> CampaignView:
    query = redemption.CampaignQuery(issuer_code=issuer)
    return backends().call(redemption.verbs.CAMPAIGN, query)


def _vouchers(issuer: IssuerCode) -> VoucherCounts:
    query = redemption.VoucherCountsQuery(issuer_code=issuer)
    return backends().call(redemption.verbs.VOUCHER_COUNTS, query)


def _ledger(issuer: IssuerCode) -> LedgerView:
    query = settlement.LedgerQuery(issuer_code=issuer)
    return backends().call(settlement.verbs.LEDGER, query)


def _letters() -> notify.LettersView:
    return backends().call(notify.verbs.LETTERS, notify.LettersQuery())


def _if_there(ask: Callable[[], Answer]) -> Answer | None:
    try:
        return ask()
    except (Unavailable, OutcomeUnknown, CampaignUnknown, LedgerCampaignUnknown):
        return None


def _half_months(ledger: LedgerView) -> list[HalfMonth]:
    """Return the ledger's lines by half-month, the latest first."""
    lines = sorted(ledger.lines, key=lambda line: line.merchant_code)
    lines.sort(key=lambda line: line.period_last_on, reverse=True)
    return [
        HalfMonth(last_on=last_on, lines=own, owed=total(each.owed for each in own))
        for last_on, own in (
            (last_on, list(group))
            for last_on, group in groupby(lines, lambda line: line.period_last_on)
        )
    ]
