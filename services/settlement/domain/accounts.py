"""The chart of accounts, for whoever audits the books.

An entry moves an amount on one account: positive is a debit (借方), negative a credit
(貸方). The entries of one journal always sum to zero, so nothing comes from nowhere.

| account | Japanese | debit (+) | credit (−) |
|---|---|---|---|
| `vouchers_redeemed:<issuer>` | 商品券利用額 | a merchant redeemed | a refund |
| `corrections:<issuer>` | 調整額 | a correction upwards | one downwards |
| `town_bank:<issuer>` | 普通預金 | a transfer came back | a payout |
| `owed_to_merchant:<issuer>:<merchant>` | 加盟店未払金 | refund, payout | redeemed |

A redemption of 5,000円 by merchant t01 of KNM202601 is thus:

    vouchers_redeemed:KNM202601        +5,000
    owed_to_merchant:KNM202601:t01     −5,000

and its refund is the same with the signs exchanged; the redemption stays as it was
written. What the town owes a merchant is minus the balance of `owed_to_merchant`; a
payout brings it back to zero, against the town's bank.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from machiken.ids import IssuerCode, MerchantCode
from machiken.money import Yen

Account = NewType("Account", str)

VOUCHERS_REDEEMED: Final = "vouchers_redeemed"
CORRECTIONS: Final = "corrections"
TOWN_BANK: Final = "town_bank"
OWED_TO_MERCHANT: Final = "owed_to_merchant"


class Kind(StrEnum):
    """What a journal records."""

    REDEMPTION = "redemption"
    REFUND = "refund"
    ADJUSTED_UP = "adjusted_up"
    ADJUSTED_DOWN = "adjusted_down"
    PAID_OUT = "paid_out"
    SENT_BACK = "sent_back"
    """The bank returned a transfer."""


TILL: Final = (Kind.REDEMPTION, Kind.REFUND)
"""What happens at a till; redemption's books hold the same."""
OWES_MORE: Final = (Kind.REDEMPTION, Kind.ADJUSTED_UP, Kind.SENT_BACK)
"""After these the town owes the merchant more, after the others less."""
AGAINST: Final = {
    Kind.REDEMPTION: VOUCHERS_REDEEMED,
    Kind.REFUND: VOUCHERS_REDEEMED,
    Kind.ADJUSTED_UP: CORRECTIONS,
    Kind.ADJUSTED_DOWN: CORRECTIONS,
    Kind.PAID_OUT: TOWN_BANK,
    Kind.SENT_BACK: TOWN_BANK,
}
"""Which of the issuer's accounts a journal moves against the merchant's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a journal: debits are positive, credits negative."""

    account: Account
    amount: Yen


def issuers(kind: Kind, issuer: IssuerCode) -> Account:
    """Return the issuer's account that a journal of this kind moves."""
    return Account(f"{AGAINST[kind]}:{issuer}")


def owed_to_merchant(issuer: IssuerCode, merchant: MerchantCode) -> Account:
    """Return the account of what the town owes one merchant of an issuer."""
    return Account(f"{OWED_TO_MERCHANT}:{issuer}:{merchant}")


def entries(
    kind: Kind, issuer: IssuerCode, merchant: MerchantCode, amount: Yen
) -> tuple[Entry, Entry]:
    """Return the two lines of a journal of `amount`; they sum to zero."""
    debit = amount if kind in OWES_MORE else -amount
    return (
        Entry(account=issuers(kind, issuer), amount=debit),
        Entry(account=owed_to_merchant(issuer, merchant), amount=-debit),
    )
