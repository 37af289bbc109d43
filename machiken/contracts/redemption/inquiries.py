"""Searches, balances and sales: what a shop may look up."""

from dataclasses import dataclass
from datetime import date, datetime

from machiken.contracts.redemption.checkouts import Receipt
from machiken.contracts.redemption.vouchers import VoucherState
from machiken.ids import CheckoutId
from machiken.money import Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptQuery:
    """Ask for a payment by its checkout."""

    checkout_id: CheckoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidVoucher:
    """One voucher of a payment: what it gave, what is on it now, and its refund."""

    serial: int
    code_tail: str
    amount: Yen
    balance: Yen
    refunded_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidVouchers:
    """The vouchers of a payment, in order of their serials; none for a practice."""

    receipt: Receipt
    vouchers: tuple[PaidVoucher, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPayments:
    """Search the merchant's own payments; at least one condition (S-REF-2)."""

    payment_no: str | None = None
    paid_on: date | None = None
    amount: Yen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """What was found, newest first; `more` tells that the list was cut."""

    receipts: tuple[Receipt, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceQuery:
    """Ask what one voucher is still worth (残高照会)."""

    voucher_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceView:
    """What the voucher is worth now; asking changes nothing."""

    serial: int
    code_tail: str
    face_value: Yen
    balance: Yen
    sample: bool
    stopped: bool
    used_at: datetime | None
    state: VoucherState = VoucherState.LIVE
    use_last_on: date | None = None
    redeem_last_on: date | None = None
    """Until when people may pay with it, and until when a shop may redeem it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesQuery:
    """Ask for the merchant's sales, at most 31 days back (S-SAL-1)."""

    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesDay:
    """One day: payments, refunds and what remains. `on` None is the sum of all."""

    on: date | None
    payments: int
    paid: Yen
    refunds: int
    refunded: Yen
    net: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class Sales:
    """Totals, then the days that had any, newest first (S-SAL-2)."""

    total: SalesDay
    days: tuple[SalesDay, ...]
