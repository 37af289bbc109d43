"""Redemption on the bus, the doors of companies' PCs: 決済リファンド."""

from sqlalchemy.orm import Session

from machiken.bus.doors import Database, Heard, answers, hears, injected
from machiken.contracts import redemption as wire
from machiken.contracts.actor import Actor
from machiken.contracts.auth import MerchantRegistered
from machiken.database import Transactions
from services.redemption.store.tables import INBOX
from services.redemption.usecases.find_company_payments import find_company_payments
from services.redemption.usecases.keep_merchant import keep_merchant


class PortalDoors:
    """What a company alone may ask; one payment and its refund are the till's doors."""

    db: Transactions = injected(Database())

    @answers(wire.FIND_COMPANY_PAYMENTS)
    def find_company_payments(
        self, request: wire.FindCompanyPayments, actor: Actor
    ) -> wire.Payments:
        """Search the company's payments."""
        with self.db.begin() as tx:
            return find_company_payments(tx, request, actor)

    @hears(MerchantRegistered, inbox=INBOX)
    def on_merchant_registered(
        self, tx: Session, heard: Heard[MerchantRegistered]
    ) -> None:
        """Keep whose the merchant is."""
        keep_merchant(tx, heard.event, occurred_at=heard.occurred_at)
