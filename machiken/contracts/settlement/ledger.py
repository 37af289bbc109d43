"""The ledger, as others may see it."""

from dataclasses import dataclass
from datetime import date

from machiken.ids import IssuerCode, MerchantCode
from machiken.money import Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerQuery:
    """Ask what the town owes the merchants of a campaign."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One merchant in one half-month: payments, refunds and what is owed."""

    merchant_code: MerchantCode
    merchant_name: str
    period_last_on: date
    payments: int
    paid: Yen
    refunds: int
    refunded: Yen
    owed: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """The ledger of a campaign, by half-month and merchant, and its sum."""

    lines: tuple[LedgerLine, ...]
    owed: Yen
