"""The chart of accounts, for whoever audits the books.

An entry moves an amount on one account: positive is a debit (借方), negative a credit
(貸方). The entries of one journal always sum to zero, so nothing comes from nowhere.

| account | Japanese | debit (+) | credit (−) |
|---|---|---|---|
| `vouchers_redeemed:<issuer>` | 商品券利用額 | a merchant redeemed | a refund |
| `owed_to_merchant:<issuer>:<merchant>` | 加盟店未払金 | a refund | redeemed |

A redemption of 5,000円 by merchant t01 of KNM202601 is thus:

    vouchers_redeemed:KNM202601        +5,000
    owed_to_merchant:KNM202601:t01     −5,000

and its refund is the same with the signs exchanged; the redemption stays as it was
written. What the town owes a merchant is minus the balance of `owed_to_merchant`.
A payout will debit `owed_to_merchant` against the town's bank.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from machiken.ids import IssuerCode, MerchantCode
from machiken.money import Yen

Account = NewType("Account", str)

VOUCHERS_REDEEMED: Final = "vouchers_redeemed"
OWED_TO_MERCHANT: Final = "owed_to_merchant"


class Kind(StrEnum):
    """What a journal records."""

    REDEMPTION = "redemption"
    REFUND = "refund"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a journal: debits are positive, credits negative."""

    account: Account
    amount: Yen


def vouchers_redeemed(issuer: IssuerCode) -> Account:
    """Return the account of what an issuer's vouchers were redeemed for."""
    return Account(f"{VOUCHERS_REDEEMED}:{issuer}")


def owed_to_merchant(issuer: IssuerCode, merchant: MerchantCode) -> Account:
    """Return the account of what the town owes one merchant of an issuer."""
    return Account(f"{OWED_TO_MERCHANT}:{issuer}:{merchant}")


def entries(
    kind: Kind, issuer: IssuerCode, merchant: MerchantCode, amount: Yen
) -> tuple[Entry, Entry]:
    """Return the two lines of a redemption or refund of `amount`; they sum to zero."""
    debit = amount if kind is Kind.REDEMPTION else -amount
    return (
        Entry(account=vouchers_redeemed(issuer), amount=debit),
        Entry(account=owed_to_merchant(issuer, merchant), amount=-debit),
    )
