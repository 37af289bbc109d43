"""Signs of fraud (不正の兆候): what the office should look at; proof of nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from machiken.ids import CheckoutId, IssuerCode, MerchantCode, MerchantId
from machiken.money import Yen


class SignKind(StrEnum):
    """What is out of the ordinary."""

    TRIED_ELSEWHERE = "tried_elsewhere"
    """A voucher that one merchant had was tried at another."""
    BURST = "burst"
    """Far more payments in ten minutes than the merchant ever had."""
    SERIAL_RUN = "serial_run"
    """A long row of consecutive serials at one merchant on one day."""
    NIGHT = "night"
    """Payments in the night, where the merchant has none as a rule."""
    REFUNDED_ELSEWHERE = "refunded_elsewhere"
    """A voucher that one merchant gave back was redeemed by another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsQuery:
    """Ask for the signs of one day in town, of all kinds or of one."""

    issuer_code: IssuerCode
    on: date
    kind: SignKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignMerchant:
    """A merchant that a sign names."""

    merchant_id: MerchantId
    merchant_code: MerchantCode


@dataclass(frozen=True, slots=True, kw_only=True)
class SignView:
    """One sign, with all that is known; what does not apply is zero or None."""

    kind: SignKind
    merchant: SignMerchant
    """Where it was seen last."""
    first_at: datetime
    last_at: datetime
    payments: int = 0
    vouchers: int = 0
    amount: Yen
    usual: int = 0
    """The most payments in ten minutes that this merchant had in the weeks before."""
    tries: int = 0
    first_serial: int | None = None
    last_serial: int | None = None
    other: SignMerchant | None = None
    """Who had the voucher first."""
    checkout_id: CheckoutId | None = None
    """The payment that it is about, where it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The signs of a day, the latest first; `more` where the list was cut off."""

    signs: tuple[SignView, ...]
    more: bool
    looked_at: datetime
    """The moment of this look, for who then takes the day as checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSignsQuery:
    """Ask which signs of the last month nobody has looked at."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class SignDay:
    """So many signs of a day are open."""

    on: date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSigns:
    """How many signs are open in all, and on which days, the latest first."""

    count: int
    days: tuple[SignDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSigns:
    """Take a day's signs as looked at, as far as they were seen at `until`."""

    issuer_code: IssuerCode
    on: date
    until: datetime
