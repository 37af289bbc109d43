"""The accounts (振込口座) to which merchants are paid, and holds on paying them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from machiken.ids import AccountChangeId, IssuerCode, MerchantCode


class AccountKind(StrEnum):
    """預金種目, by the banks' own digits."""

    ORDINARY = "1"
    """普通"""
    CURRENT = "2"
    """当座"""
    SAVINGS = "4"
    """貯蓄"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """An account as somebody typed it; settlement checks and narrows it."""

    bank_code: str
    branch_code: str
    kind: AccountKind
    number: str
    holder: str
    """口座名義 in kana, as the bank has it."""

    def __repr__(self) -> str:
        """Show that there is an account, not which."""
        return "BankAccount(…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAccount:
    """Ask that a merchant be paid to this account; another person decides.

    A company asks for its own merchants, the office for any of the campaign.
    """

    change_id: AccountChangeId
    issuer_code: IssuerCode
    merchant_code: MerchantCode
    account: BankAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAccount:
    """Approve or reject an account that somebody else asked for."""

    change_id: AccountChangeId
    approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsQuery:
    """Ask for the accounts of a campaign's merchants, or of the company's own."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account as it was asked for; of its number only the last digits."""

    change_id: AccountChangeId
    merchant_code: MerchantCode
    merchant_name: str
    bank_name: str
    branch_name: str
    kind: AccountKind
    number_tail: str
    holder: str
    requested_by: str
    requested_at: datetime
    approved: bool | None
    """None while nobody has decided."""
    decided_by: str
    usable_from: date | None
    """Half-months that begin on it or later are paid there; None means all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Accounts as they were asked for, newest first."""

    accounts: tuple[AccountView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldMerchant:
    """Keep a merchant's money back for now (S-CAL-8)."""

    issuer_code: IssuerCode
    merchant_code: MerchantCode
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseMerchant:
    """Let a merchant's money go again."""

    issuer_code: IssuerCode
    merchant_code: MerchantCode


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldsQuery:
    """Ask whose money is kept back."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView:
    """A merchant whose money is kept back, and why."""

    merchant_code: MerchantCode
    merchant_name: str
    reason: str
    held_by: str
    held_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """Whose money is kept back, by code."""

    holds: tuple[HoldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPayer:
    """Name the town's own account, from which a campaign is paid."""

    issuer_code: IssuerCode
    consignor_code: str
    """委託者コード: 10 digits, given by the bank."""
    account: BankAccount
    """Its holder is the 委託者名."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerView:
    """The town's own account."""

    bank_name: str
    branch_name: str
    number_tail: str
    holder: str
