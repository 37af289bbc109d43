"""The verbs of the settlement service."""

from typing import Final

from machiken.contracts import verification
from machiken.contracts.actor import OFFICE, OPERATOR, Role
from machiken.contracts.settlement.exports import (
    ExportPart,
    ExportQuery,
    Exports,
    ExportsQuery,
    ExportView,
    FetchExport,
    Merchants,
    MerchantsQuery,
    RequestExport,
)
from machiken.contracts.settlement.ledger import LedgerQuery, LedgerView
from machiken.contracts.verbs import Verb, ping

SERVICE: Final = "settlement"
COMPANY: Final = frozenset({Role.COMPANY, Role.COMPANY_READER})

PING = ping(SERVICE)
VERIFY = verification.verify(SERVICE)
MOVE_CLOCK = verification.move_clock(SERVICE)

LEDGER = Verb(
    service=SERVICE,
    name="ledger",
    request=LedgerQuery,
    answer=LedgerView,
    roles=OPERATOR | OFFICE,
)
MERCHANTS = Verb(
    service=SERVICE,
    name="merchants",
    request=MerchantsQuery,
    answer=Merchants,
    roles=COMPANY,
)
REQUEST_EXPORT = Verb(
    service=SERVICE,
    name="request_export",
    request=RequestExport,
    answer=ExportView,
    roles=COMPANY,
)
EXPORT = Verb(
    service=SERVICE,
    name="export",
    request=ExportQuery,
    answer=ExportView,
    roles=COMPANY,
)
EXPORTS = Verb(
    service=SERVICE,
    name="exports",
    request=ExportsQuery,
    answer=Exports,
    roles=COMPANY,
)
FETCH_EXPORT = Verb(
    service=SERVICE,
    name="fetch_export",
    request=FetchExport,
    answer=ExportPart,
    roles=COMPANY,
)
