"""The doors to a company's own statements."""

from machiken.bus.doors import answers
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    SalesByDay,
    SalesByDayQuery,
    Statements,
    StatementsQuery,
    payout_verbs,
)
from machiken.database import Transactions
from services.settlement.usecases.show_statements import (
    show_sales_by_day,
    show_statements,
)


class StatementDoors:
    """支払明細: what a company is paid, and what it sold."""

    db: Transactions

    @answers(payout_verbs.STATEMENTS)
    def statements(self, _request: StatementsQuery, actor: Actor) -> Statements:
        """List the company's statements."""
        with self.db.begin() as tx:
            return show_statements(tx, actor)

    @answers(payout_verbs.SALES_BY_DAY)
    def sales_by_day(self, request: SalesByDayQuery, actor: Actor) -> SalesByDay:
        """Tell what the company sold, day by day."""
        with self.db.begin() as tx:
            return show_sales_by_day(tx, request, actor)
