"""Redemption on the bus: unwrap, call, wrap."""

from machiken import outbox
from machiken.bus.doors import answers
from machiken.contracts import redemption as wire
from machiken.contracts.actor import Actor
from machiken.contracts.verbs import Ping, Pong
from machiken.contracts.verification import (
    ClockMovedBy,
    MoveClock,
    Verification,
    Verify,
)
from machiken.rehearsal import move_clock, rehearses
from services.redemption.doors.console import ConsoleDoors
from services.redemption.doors.office import OfficeDoors
from services.redemption.doors.portal import PortalDoors
from services.redemption.store.tables import OUTBOX
from services.redemption.usecases import inquire, looking
from services.redemption.usecases.abort_checkout import abort_checkout
from services.redemption.usecases.note_tries import tries_noted
from services.redemption.usecases.open_checkout import open_checkout
from services.redemption.usecases.read_voucher import read_voucher
from services.redemption.usecases.redeem_checkout import redeem_checkout
from services.redemption.usecases.redeem_vouchers import redeem_vouchers
from services.redemption.usecases.refund_payment import refund_payment
from services.redemption.usecases.undo_read import undo_read
from services.redemption.usecases.verify import verify


class RedemptionService(OfficeDoors, ConsoleDoors, PortalDoors):
    """The redemption service's doors; the work is in `usecases`."""

    name = "redemption"

    @answers(wire.PING)
    def ping(self, _request: Ping, _actor: Actor) -> Pong:
        """Say that the service is there."""
        with self.db.begin() as tx:
            unsent = outbox.count_unsent(tx, OUTBOX)
        answering = rehearses(self.settings.machiken_env)
        return Pong(service=self.name, rehearses=answering, unsent=unsent)

    @answers(wire.VERIFY)
    def verify(self, _request: Verify, _actor: Actor) -> Verification:
        """Recompute every balance and total."""
        with self.db.begin() as tx:
            return verify(tx)

    @answers(wire.MOVE_CLOCK)
    def move_clock(self, request: MoveClock, _actor: Actor) -> ClockMovedBy:
        """Shift the service's time, for a rehearsal."""
        with self.db.begin() as tx:
            return move_clock(tx, request, self.settings.machiken_env)

    @answers(wire.OPEN_CHECKOUT)
    def open_checkout(
        self, request: wire.OpenCheckout, actor: Actor
    ) -> wire.CheckoutView:
        """Begin to read vouchers."""
        with self.db.begin() as tx:
            return open_checkout(tx, request, actor)

    @answers(wire.READ_VOUCHER)
    def read_voucher(
        self, request: wire.ReadVoucher, actor: Actor
    ) -> wire.CheckoutView:
        """Read one voucher."""
        key = self._key()
        with (
            tries_noted(self.db, [request.voucher_code], actor, key=key),
            self.db.begin() as tx,
        ):
            return read_voucher(tx, request, actor, key=key)

    @answers(wire.UNDO_READ)
    def undo_read(self, request: wire.UndoRead, actor: Actor) -> wire.CheckoutView:
        """Take one voucher back out."""
        with self.db.begin() as tx:
            return undo_read(tx, request, actor)

    @answers(wire.ABORT_CHECKOUT)
    def abort_checkout(
        self, request: wire.AbortCheckout, actor: Actor
    ) -> wire.CheckoutView:
        """Drop all reads."""
        with self.db.begin() as tx:
            return abort_checkout(tx, request, actor)

    @answers(wire.CHECKOUT)
    def checkout(self, request: wire.CheckoutQuery, actor: Actor) -> wire.CheckoutView:
        """Return how a checkout stands."""
        with self.db.begin() as tx:
            return looking.view(tx, request.checkout_id, actor)

    @answers(wire.REDEEM_CHECKOUT)
    def redeem_checkout(
        self, request: wire.RedeemCheckout, actor: Actor
    ) -> wire.Receipt:
        """Redeem what was read."""
        with self.db.begin() as tx:
            return redeem_checkout(tx, request, actor)

    @answers(wire.REDEEM_VOUCHERS)
    def redeem_vouchers(
        self, request: wire.RedeemVouchers, actor: Actor
    ) -> wire.Receipt:
        """Redeem vouchers in one step."""
        key = self._key()
        with (
            tries_noted(self.db, request.voucher_codes, actor, key=key),
            self.db.begin() as tx,
        ):
            return redeem_vouchers(tx, request, actor, key=key)

    @answers(wire.RECEIPT)
    def receipt(self, request: wire.ReceiptQuery, actor: Actor) -> wire.Receipt:
        """Return a payment's receipt."""
        with self.db.begin() as tx:
            return inquire.receipt(tx, request, actor)

    @answers(wire.PAID_VOUCHERS)
    def paid_vouchers(
        self, request: wire.ReceiptQuery, actor: Actor
    ) -> wire.PaidVouchers:
        """Return the vouchers of a payment."""
        with self.db.begin() as tx:
            return inquire.paid_vouchers(tx, request, actor)

    @answers(wire.FIND_PAYMENTS)
    def find_payments(self, request: wire.FindPayments, actor: Actor) -> wire.Payments:
        """Search the shop's payments."""
        with self.db.begin() as tx:
            return inquire.find_payments(tx, request, actor)

    @answers(wire.REFUND_PAYMENT)
    def refund_payment(self, request: wire.RefundPayment, actor: Actor) -> wire.Receipt:
        """Give a payment back."""
        with self.db.begin() as tx:
            return refund_payment(tx, request, actor)

    @answers(wire.BALANCE)
    def balance(self, request: wire.BalanceQuery, actor: Actor) -> wire.BalanceView:
        """Return what a voucher is worth."""
        with self.db.begin() as tx:
            return inquire.balance(tx, request, actor, key=self._key())

    @answers(wire.SALES)
    def sales(self, request: wire.SalesQuery, actor: Actor) -> wire.Sales:
        """Return the shop's sales by day."""
        with self.db.begin() as tx:
            return inquire.sales_of(tx, request, actor)
