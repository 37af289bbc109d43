"""決済リファンド: what a company at its PC looks for (S-PC-2)."""

from dataclasses import dataclass
from datetime import date

from machiken.ids import MerchantCode
from machiken.money import Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class FindCompanyPayments:
    """Search the payments of the company's merchants; at least one condition.

    `merchant_code` narrows the search, and is no condition by itself.
    """

    merchant_code: MerchantCode | None = None
    payment_no: str | None = None
    paid_on: date | None = None
    amount: Yen | None = None
