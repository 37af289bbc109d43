"""Which merchants a company may export."""

from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.settlement import Merchants
from services.settlement.store import merchants
from services.settlement.usecases.company import company_of


def list_merchants(tx: Session, actor: Actor) -> Merchants:
    """Return the merchants of the caller's company, by code."""
    return Merchants(merchants=merchants.of_company(tx, *company_of(actor)))
