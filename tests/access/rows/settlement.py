"""Settlement: what a company's exports and merchants are to another company."""

from datetime import timedelta
from uuid import uuid4

from machiken.contracts.settlement import (
    ExportEncoding,
    ExportMerchantUnknown,
    ExportQuery,
    Exports,
    ExportsQuery,
    ExportUnknown,
    FetchExport,
    LedgerCampaignUnknown,
    LedgerQuery,
    Merchants,
    MerchantsQuery,
    RequestExport,
    verbs,
)
from machiken.contracts.verbs import Ping
from machiken.contracts.verification import MoveClock, Verify
from machiken.ids import ExportId, IssuerCode, MerchantCode
from tests.access.row import Row, answers
from tests.access.scene import Scene
from tests.journeys.people import KADOYA


def _foreign_data(scene: Scene) -> RequestExport:
    return RequestExport(
        export_id=ExportId(uuid4()),
        merchant_code=MerchantCode(KADOYA.code),
        first_on=scene.today,
        last_on=scene.today,
        encoding=ExportEncoding.UTF_8,
        requested_by="余所",
    )


def _own_only(answer: Merchants) -> bool:
    codes = [each.merchant_code for each in answer.merchants]
    return len(codes) == 1 and codes[0].startswith("x")


def _none(answer: Exports) -> bool:
    return answer.exports == ()


ROWS = (
    Row(verb=verbs.PING, ask=lambda _: Ping(), said=answers),
    Row(verb=verbs.VERIFY, ask=lambda _: Verify(), said=answers),
    Row(
        verb=verbs.MOVE_CLOCK,
        ask=lambda _: MoveClock(shift=timedelta()),
        said=answers,
    ),
    Row(
        verb=verbs.LEDGER,
        ask=lambda _: LedgerQuery(issuer_code=IssuerCode("KNMNONE01")),
        said=LedgerCampaignUnknown,
    ),
    Row(verb=verbs.MERCHANTS, ask=lambda _: MerchantsQuery(), said=_own_only),
    Row(verb=verbs.REQUEST_EXPORT, ask=_foreign_data, said=ExportMerchantUnknown),
    Row(
        verb=verbs.EXPORT,
        ask=lambda scene: ExportQuery(export_id=scene.export_id),
        said=ExportUnknown,
    ),
    Row(verb=verbs.EXPORTS, ask=lambda _: ExportsQuery(), said=_none),
    Row(
        verb=verbs.FETCH_EXPORT,
        ask=lambda scene: FetchExport(export_id=scene.export_id, part=1),
        said=ExportUnknown,
    ),
)
