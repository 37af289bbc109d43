"""The verbs of the settlement service."""

from typing import Final

from machiken.contracts import audit, verification
from machiken.contracts.actor import OFFICE, OPERATOR, Role
from machiken.contracts.settlement.closings import (
    Adjustments,
    AdjustmentsQuery,
    AdjustmentView,
    ClosePeriod,
    ClosingQuery,
    Closings,
    ClosingsQuery,
    ClosingView,
    DecideAdjustment,
    ProposeAdjustment,
)
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
COMPANY: Final = frozenset({Role.COMPANY})
PORTAL: Final = COMPANY | {Role.COMPANY_READER}
"""Who sees his own books at the PC; what changes anything is for `COMPANY`."""
APPROVERS: Final = frozenset({Role.OFFICE_APPROVER, Role.OFFICE_ADMINISTRATOR})
"""Who may decide. Not the operator: one key would then be two persons."""
CLERKS: Final = APPROVERS | {Role.OFFICE_CLERK}
READERS: Final = OFFICE | OPERATOR

PING = ping(SERVICE)
VERIFY = verification.verify(SERVICE)
MOVE_CLOCK = verification.move_clock(SERVICE)
AUDIT = audit.audit(SERVICE)

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
    roles=PORTAL,
)
REQUEST_EXPORT = Verb(
    service=SERVICE,
    name="request_export",
    request=RequestExport,
    answer=ExportView,
    roles=PORTAL,
)
EXPORT = Verb(
    service=SERVICE,
    name="export",
    request=ExportQuery,
    answer=ExportView,
    roles=PORTAL,
)
EXPORTS = Verb(
    service=SERVICE,
    name="exports",
    request=ExportsQuery,
    answer=Exports,
    roles=PORTAL,
)
FETCH_EXPORT = Verb(
    service=SERVICE,
    name="fetch_export",
    request=FetchExport,
    answer=ExportPart,
    roles=PORTAL,
)
PREVIEW_CLOSING = Verb(
    service=SERVICE,
    name="preview_closing",
    request=ClosingQuery,
    answer=ClosingView,
    roles=READERS,
    takes_s_max=60.0,
)
CLOSE_PERIOD = Verb(
    service=SERVICE,
    name="close_period",
    request=ClosePeriod,
    answer=ClosingView,
    roles=CLERKS | OPERATOR,
    takes_s_max=60.0,
)
CLOSINGS = Verb(
    service=SERVICE,
    name="closings",
    request=ClosingsQuery,
    answer=Closings,
    roles=READERS,
)
PROPOSE_ADJUSTMENT = Verb(
    service=SERVICE,
    name="propose_adjustment",
    request=ProposeAdjustment,
    answer=AdjustmentView,
    roles=CLERKS | OPERATOR,
)
DECIDE_ADJUSTMENT = Verb(
    service=SERVICE,
    name="decide_adjustment",
    request=DecideAdjustment,
    answer=AdjustmentView,
    roles=APPROVERS,
)
ADJUSTMENTS = Verb(
    service=SERVICE,
    name="adjustments",
    request=AdjustmentsQuery,
    answer=Adjustments,
    roles=READERS,
)
