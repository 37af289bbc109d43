"""A company's own statements, and its sales by day."""

from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    DaySales,
    SalesByDay,
    SalesByDayQuery,
    Statements,
)
from machiken.money import Yen
from services.settlement.store import own_statements, payment_sums
from services.settlement.usecases.company import company_of


def show_statements(tx: Session, actor: Actor) -> Statements:
    """Return the statements of the caller's company, the latest first."""
    own = own_statements.of_company(tx, *company_of(actor))
    return Statements(statements=tuple(own))


def show_sales_by_day(
    tx: Session, request: SalesByDayQuery, actor: Actor
) -> SalesByDay:
    """Return the company's days that had payments or refunds, in order."""
    days = payment_sums.net_by_day(tx, company_of(actor), request.first_on)
    return SalesByDay(days=tuple(DaySales(on=on, net=Yen(yen)) for on, yen in days))
