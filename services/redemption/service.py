"""Redemption on the bus: unwrap, call, wrap."""

from machiken import clock
from machiken.bus.doors import answers
from machiken.confidential import Envelope
from machiken.contracts import redemption as wire
from machiken.contracts.actor import Actor
from machiken.contracts.verbs import Ping, Pong
from machiken.contracts.verification import (
    ClockMovedBy,
    MoveClock,
    Verification,
    Verify,
)
from machiken.rehearsal import move_clock
from services.redemption.console_doors import ConsoleDoors
from services.redemption.store import campaigns, half_months
from services.redemption.usecases import inquire, looking, request_batch
from services.redemption.usecases.abort_checkout import abort_checkout
from services.redemption.usecases.apply_campaign import apply_campaign
from services.redemption.usecases.apply_campaign import view as campaign_view
from services.redemption.usecases.open_checkout import open_checkout
from services.redemption.usecases.print_file import print_file
from services.redemption.usecases.read_voucher import read_voucher
from services.redemption.usecases.redeem_checkout import redeem_checkout
from services.redemption.usecases.redeem_vouchers import redeem_vouchers
from services.redemption.usecases.refund_payment import refund_payment
from services.redemption.usecases.replace_voucher import replace_voucher
from services.redemption.usecases.sell_vouchers import sell_vouchers
from services.redemption.usecases.stop_voucher import stop_voucher
from services.redemption.usecases.undo_read import undo_read
from services.redemption.usecases.verify import verify


class RedemptionService(ConsoleDoors):
    """The redemption service's doors; the work is in `usecases`."""

    name = "redemption"

    @answers(wire.PING)
    def ping(self, _request: Ping, _actor: Actor) -> Pong:
        """Say that the service is there."""
        with self.db.begin() as tx:
            clock.now(tx)
        return Pong(service=self.name)

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

    @answers(wire.CAMPAIGN)
    def campaign(self, request: wire.CampaignQuery, _actor: Actor) -> wire.CampaignView:
        """Return a campaign with its calendar."""
        with self.db.begin() as tx:
            found = campaigns.of_issuer(tx, request.issuer_code)
            return campaign_view(found, half_months.of_campaign(tx, found.campaign_id))

    @answers(wire.APPLY_CAMPAIGN)
    def apply_campaign(
        self, request: wire.CampaignRules, actor: Actor
    ) -> wire.CampaignView:
        """Set a campaign up, or change its rules."""
        with self.db.begin() as tx:
            return apply_campaign(tx, request, actor)

    @answers(wire.ISSUE_BATCH)
    def issue_batch(self, request: wire.IssueBatch, actor: Actor) -> wire.BatchView:
        """Have vouchers issued."""
        with self.db.begin() as tx:
            return request_batch.request_batch(tx, request, actor)

    @answers(wire.BATCH)
    def batch(self, request: wire.BatchQuery, _actor: Actor) -> wire.BatchView:
        """Return how far a batch has come."""
        with self.db.begin() as tx:
            return request_batch.batch_of(tx, request)

    @answers(wire.ACTIVATE_BATCH)
    def activate_batch(
        self, request: wire.ActivateBatch, actor: Actor
    ) -> wire.BatchView:
        """Put a batch on sale."""
        with self.db.begin() as tx:
            return request_batch.activate_batch(tx, request, actor)

    @answers(wire.PRINT_FILE)
    def print_file(self, request: wire.FetchPrintFile, actor: Actor) -> wire.FilePart:
        """Return one part of a printer's file."""
        with self.db.begin() as tx:
            return print_file(tx, request, actor, envelope=self._envelope())

    @answers(wire.SELL_VOUCHERS)
    def sell_vouchers(
        self, request: wire.SellVouchers, actor: Actor
    ) -> wire.VouchersSold:
        """Sell single vouchers."""
        with self.db.begin() as tx:
            return sell_vouchers(tx, request, actor, key=self._key())

    @answers(wire.REPLACE_VOUCHER)
    def replace_voucher(
        self, request: wire.ReplaceVoucher, actor: Actor
    ) -> wire.BatchView:
        """Replace a lost voucher."""
        with self.db.begin() as tx:
            return replace_voucher(tx, request, actor)

    @answers(wire.STOP_VOUCHER)
    def stop_voucher(
        self, request: wire.StopVoucher, actor: Actor
    ) -> wire.VoucherStopped:
        """Stop a lost voucher."""
        with self.db.begin() as tx:
            return stop_voucher(tx, request, actor)

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
        with self.db.begin() as tx:
            return read_voucher(tx, request, actor, key=self._key())

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
        with self.db.begin() as tx:
            return redeem_vouchers(tx, request, actor, key=self._key())

    @answers(wire.RECEIPT)
    def receipt(self, request: wire.ReceiptQuery, actor: Actor) -> wire.Receipt:
        """Return a payment's receipt."""
        with self.db.begin() as tx:
            return inquire.receipt(tx, request, actor)

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

    def _key(self) -> bytes:
        return self.settings.voucher_code_key.reveal_bytes()

    def _envelope(self) -> Envelope:
        return Envelope(self.settings.print_file_key)
