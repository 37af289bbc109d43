"""The settlement service's doors, put together; the work is in `usecases`."""

from machiken.bus.doors import Configured, Database, injected
from machiken.contracts import settlement as verbs
from machiken.database import Transactions
from services.settlement.doors.accounts import AccountDoors
from services.settlement.doors.books import BooksDoors
from services.settlement.doors.closings import ClosingDoors
from services.settlement.doors.exports import ExportDoors
from services.settlement.doors.hearing import HearingDoors
from services.settlement.doors.payouts import PayoutDoors
from services.settlement.doors.statements import StatementDoors
from services.settlement.settings import Settings


class SettlementService(
    AccountDoors,
    BooksDoors,
    ClosingDoors,
    ExportDoors,
    HearingDoors,
    PayoutDoors,
    StatementDoors,
):
    """Who is owed what, how it is paid, and the files that prove it."""

    name = verbs.SERVICE
    db: Transactions = injected(Database())
    settings: Settings = injected(Configured(Settings))
