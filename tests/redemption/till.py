"""A till: one shop's phone, and what it can do."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    AbortCheckout,
    BalanceQuery,
    BalanceView,
    CheckoutView,
    FindPayments,
    OpenCheckout,
    PaidVouchers,
    Payments,
    ReadVoucher,
    Receipt,
    ReceiptQuery,
    RedeemCheckout,
    RedeemVouchers,
    RefundPayment,
    Sales,
    SalesQuery,
    UndoRead,
)
from machiken.ids import CheckoutId, ReadId, RefundId
from machiken.money import Yen
from services.redemption.usecases import inquire, looking
from services.redemption.usecases.abort_checkout import abort_checkout
from services.redemption.usecases.open_checkout import open_checkout
from services.redemption.usecases.read_voucher import read_voucher
from services.redemption.usecases.redeem_checkout import redeem_checkout
from services.redemption.usecases.redeem_vouchers import redeem_vouchers
from services.redemption.usecases.refund_payment import refund_payment
from services.redemption.usecases.undo_read import undo_read
from tests.redemption.town import Town


@dataclass(frozen=True, kw_only=True)
class Till:
    """One shop's phone."""

    town: Town
    actor: Actor

    def open(
        self,
        yen: int,
        checkout_id: CheckoutId | None = None,
        *,
        practice: bool = False,
    ) -> CheckoutId:
        """Open a checkout towards a target."""
        opened = OpenCheckout(
            checkout_id=checkout_id or new_id(), target=Yen(yen), practice=practice
        )
        with self.town.db.begin() as tx:
            return open_checkout(tx, opened, self.actor).checkout_id

    def read(self, checkout_id: CheckoutId, *codes: str) -> CheckoutView:
        """Read vouchers into the checkout, each in a call of its own."""
        for code in codes:
            self.read_as(checkout_id, code, None)
        return self.look(checkout_id)

    def read_as(
        self, checkout_id: CheckoutId, code: str, read_id: ReadId | None
    ) -> CheckoutView:
        """Read a voucher under an id of the phone's, and return what was answered."""
        request = ReadVoucher(
            checkout_id=checkout_id, voucher_code=code, read_id=read_id
        )
        with self.town.db.begin() as tx:
            return read_voucher(tx, request, self.actor, key=self.town.key)

    def undo(self, checkout_id: CheckoutId, position: int) -> CheckoutView:
        """Take one read back."""
        request = UndoRead(checkout_id=checkout_id, position=position)
        with self.town.db.begin() as tx:
            return undo_read(tx, request, self.actor)

    def abort(self, checkout_id: CheckoutId) -> CheckoutView:
        """Drop everything that was read."""
        with self.town.db.begin() as tx:
            return abort_checkout(
                tx, AbortCheckout(checkout_id=checkout_id), self.actor
            )

    def look(self, checkout_id: CheckoutId) -> CheckoutView:
        """Return how the checkout stands."""
        with self.town.db.begin() as tx:
            return looking.view(tx, checkout_id, self.actor)

    def redeem(self, checkout_id: CheckoutId) -> Receipt:
        """Redeem what was read."""
        with self.town.db.begin() as tx:
            return redeem_checkout(
                tx, RedeemCheckout(checkout_id=checkout_id), self.actor
            )

    def pay(
        self, *codes: str, checkout_id: CheckoutId | None = None, **more: Any
    ) -> Receipt:
        """Redeem vouchers in one step."""
        request = RedeemVouchers(
            checkout_id=checkout_id or new_id(), voucher_codes=codes, **more
        )
        with self.town.db.begin() as tx:
            return redeem_vouchers(tx, request, self.actor, key=self.town.key)

    def refund(self, receipt: Receipt, **changes: Any) -> Receipt:
        """Give a payment back, or what the changes make of that."""
        wanted = RefundPayment(
            refund_id=RefundId(uuid4()),
            checkout_id=receipt.checkout_id,
            amount=receipt.total,
        )
        with self.town.db.begin() as tx:
            return refund_payment(tx, replace(wanted, **changes), self.actor)

    def paid_vouchers(self, checkout_id: CheckoutId) -> PaidVouchers:
        """Return the vouchers of a payment."""
        with self.town.db.begin() as tx:
            return inquire.paid_vouchers(
                tx, ReceiptQuery(checkout_id=checkout_id), self.actor
            )

    def receipt(self, checkout_id: CheckoutId) -> Receipt:
        """Return a payment's receipt."""
        with self.town.db.begin() as tx:
            return inquire.receipt(
                tx, ReceiptQuery(checkout_id=checkout_id), self.actor
            )

    def find(self, **conditions: Any) -> Payments:
        """Search the shop's payments."""
        with self.town.db.begin() as tx:
            return inquire.find_payments(tx, FindPayments(**conditions), self.actor)

    def balance(self, code: str) -> BalanceView:
        """Return what a voucher is worth."""
        with self.town.db.begin() as tx:
            return inquire.balance(
                tx, BalanceQuery(voucher_code=code), self.actor, key=self.town.key
            )

    def sales(self, first_on: date, last_on: date) -> Sales:
        """Return the shop's sales by day."""
        query = SalesQuery(first_on=first_on, last_on=last_on)
        with self.town.db.begin() as tx:
            return inquire.sales_of(tx, query, self.actor)


def new_id() -> CheckoutId:
    """Return an id as a phone makes it."""
    return CheckoutId(uuid4())
