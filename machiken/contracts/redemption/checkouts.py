"""Checkouts, redemptions and refunds: what a till asks and gets."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from machiken.ids import (
    CheckoutId,
    MerchantCode,
    MerchantId,
    PaymentNo,
    ReadId,
    RefundId,
)
from machiken.money import ZERO, Yen, total


class CheckoutState(StrEnum):
    """What became of a checkout."""

    OPEN = "open"
    REDEEMED = "redeemed"
    ABORTED = "aborted"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCheckout:
    """Begin to read vouchers towards a target; the same id again changes nothing."""

    checkout_id: CheckoutId
    target: Yen
    practice: bool = False
    """Take samples the whole way and pay nothing (練習)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadVoucher:
    """Read one voucher into an open checkout."""

    checkout_id: CheckoutId
    voucher_code: str
    """As read from the QR or typed by a person."""
    read_id: ReadId | None = None
    """The same again is not a second paper: for a phone whose answer got lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoRead:
    """Take one voucher back out of an open checkout."""

    checkout_id: CheckoutId
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutQuery:
    """Ask how a checkout stands; also how one learns what an unsure call did."""

    checkout_id: CheckoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class AbortCheckout:
    """Drop all reads (決済中止); nothing was redeemed."""

    checkout_id: CheckoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadView:
    """One voucher in a checkout; `code_tail` is what a person compares."""

    position: int
    serial: int
    code_tail: str
    face_value: Yen
    amount: Yen
    """What this voucher gives to the payment."""
    left: Yen = ZERO
    """What would stay on it; not 0 only where the campaign has balances."""
    read_id: ReadId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundView:
    """What was given back of a payment, and by whom."""

    refund_id: RefundId
    amount: Yen
    refunded_at: datetime
    refunded_by: str
    count: int = 0
    """How many vouchers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The proof a shop keeps: 決済完了, and what became of it since."""

    checkout_id: CheckoutId
    payment_no: PaymentNo
    merchant_id: MerchantId
    merchant_code: MerchantCode
    total: Yen
    count: int
    redeemed_at: datetime
    redeemed_by: str
    refundable_before: datetime
    refund: RefundView | None = None
    """The refund after which nothing was left, or None."""
    practice: bool = False
    """Nothing was paid, and nothing can be given back."""
    refunds: tuple[RefundView, ...] = ()
    """All of them, oldest first; more than one only where parts are given back."""

    @property
    def refunded(self) -> Yen:
        """Return what was given back so far."""
        return total(each.amount for each in self.refunds)

    @property
    def refundable(self) -> Yen:
        """Return what may still be given back, if it is not too late."""
        return self.total - self.refunded


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutView:
    """A checkout as it stands: its target, its reads, and its receipt if it has one."""

    checkout_id: CheckoutId
    state: CheckoutState
    target: Yen
    total: Yen
    missing: Yen
    reads: tuple[ReadView, ...]
    expires_at: datetime
    receipt: Receipt | None = None
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RedeemCheckout:
    """Redeem what was read (決済, also 読み込み分だけ決済)."""

    checkout_id: CheckoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class RedeemVouchers:
    """Redeem these vouchers in one step, all or none: for tills that read them first.

    The id makes it once, however often it is sent.
    """

    checkout_id: CheckoutId
    voucher_codes: tuple[str, ...]
    target: Yen | None = None
    """What they shall come to; the last one keeps the rest, where there are balances.

    None takes all that is left on each of them.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPayment:
    """Give a payment back, or some of its vouchers.

    The client states what it believes refundable of what it names.
    """

    refund_id: RefundId
    checkout_id: CheckoutId
    amount: Yen
    serials: tuple[int, ...] = ()
    """Which vouchers; none named means all that are left."""
