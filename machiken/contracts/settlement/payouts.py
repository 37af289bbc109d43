"""Payouts (振込): statements paid together, by one file for the bank."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from machiken.ids import IssuerCode, MerchantCode, PayoutId
from machiken.money import Yen


class PayoutState(StrEnum):
    """How far a payout has come."""

    PREPARED = "prepared"
    APPROVED = "approved"
    REJECTED = "rejected"
    ISSUED = "issued"
    """Its file for the bank was made."""


class Outcome(StrEnum):
    """What the bank told of one transfer."""

    PAID = "paid"
    RETURNED = "returned"


class LeftOutFor(StrEnum):
    """Why a statement is not part of a payout."""

    HELD = "held"
    NO_ACCOUNT = "no_account"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparePayout:
    """Take up every statement that is to be paid; the same id again takes up nothing.

    Those are closed or returned ones with more than 0円, that no other payout pays.
    """

    payout_id: PayoutId
    issuer_code: IssuerCode
    pay_on: date
    """振込指定日: a bank day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidePayout:
    """Approve or reject a payout that somebody else prepared.

    An approval may be taken back by a rejection, until the bank's file is made.
    """

    payout_id: PayoutId
    approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueBankFile:
    """Make the bank's file of an approved payout; the same again makes no other."""

    payout_id: PayoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchBankFile:
    """Fetch the bank's file; every fetch is written down."""

    payout_id: PayoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class BankFile:
    """全銀 総合振込: records of 120 bytes."""

    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResults:
    """Tell what the bank told: CSV of payout_no, transfer_no, yen, result, reason, fee.

    `result` is paid or returned (入金, 返却). The whole file is taken or nothing.
    """

    payout_id: PayoutId
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutQuery:
    """Ask for one payout with all of its transfers."""

    payout_id: PayoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutsQuery:
    """Ask for the payouts of a campaign, newest first."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferView:
    """One statement's money on its way to the bank."""

    transfer_no: int
    merchant_code: MerchantCode
    merchant_name: str
    last_on: date
    amount: Yen
    number_tail: str
    outcome: Outcome | None
    reason: str
    fee: Yen
    same_account: tuple[MerchantCode, ...] = ()
    """Other companies' merchants that this payout pays to the very same account.

    Told while the payout can still be stopped.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A statement that could not be taken up, and why."""

    merchant_code: MerchantCode
    last_on: date
    amount: Yen
    reason: LeftOutFor


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutView:
    """A payout as it stands; in a list without its transfers."""

    payout_id: PayoutId
    payout_no: int
    issuer_code: IssuerCode
    state: PayoutState
    pay_on: date
    prepared_by: str
    prepared_at: datetime
    decided_by: str
    issued_at: datetime | None
    count: int
    total: Yen
    paid: int
    returned: int
    sha256: str
    """Of the bank's file; empty until it is made."""
    transfers: tuple[TransferView, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Payouts:
    """The payouts of a campaign, newest first, and what waits to be taken up."""

    payouts: tuple[PayoutView, ...]
    waiting: int
    waiting_yen: Yen
    left_out: tuple[LeftOut, ...]
