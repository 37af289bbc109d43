"""Closings (締め): a sealed half-month becomes frozen statements."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from machiken.ids import AdjustmentId, IssuerCode, MerchantCode, StatementId
from machiken.money import Yen


class StatementState(StrEnum):
    """How far a statement has come on its way to the merchant's account."""

    CLOSED = "closed"
    """Frozen; nobody has approved its payment yet."""
    APPROVED = "approved"
    ISSUED = "issued"
    """The bank's file was made."""
    PAID = "paid"
    RETURNED = "returned"
    """The bank sent the money back; a further payout pays it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingQuery:
    """Ask what closing a half-month would give, or has given."""

    issuer_code: IssuerCode
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePeriod:
    """Close a sealed half-month; the same again changes nothing (S-OFF-7)."""

    issuer_code: IssuerCode
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """What one merchant is owed for one half-month."""

    statement_id: StatementId | None
    """None in a preview."""
    merchant_code: MerchantCode
    merchant_name: str
    payments: int
    paid: Yen
    refunds: int
    refunded: Yen
    adjusted: Yen
    """Approved corrections of earlier half-months; may be negative."""
    carried: Yen
    """What an earlier statement left below zero; 0円 or negative."""
    net: Yen
    """What is paid where it is more than 0円; less is carried to the next."""
    state: StatementState | None
    held: bool
    """Payment waits, by the office's word."""
    account_tail: str
    """The account's last digits; empty where there is none."""


class GapKind(StrEnum):
    """What keeps a half-month from being closed."""

    EARLIER_OPEN = "earlier_open"
    DIFFERS = "differs"
    """The ledger holds something else than was sealed."""
    MERCHANT_UNKNOWN = "merchant_unknown"
    """Nobody has told settlement of the merchant yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingGap:
    """One thing that keeps a half-month from being closed."""

    kind: GapKind
    merchant_code: MerchantCode | None
    last_on: date
    """The half-month that is meant: an earlier one, or this."""
    sealed: Yen
    """Net; 0円 where no sums are compared."""
    booked: Yen
    on_the_way: int
    """Payments and refunds that have not reached the ledger yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingView:
    """A half-month, closed or as it would be."""

    issuer_code: IssuerCode
    first_on: date | None
    last_on: date
    pay_by: date | None
    closed_at: datetime | None
    missing: tuple[str, ...]
    """What keeps it from being closed, for an engineer; empty where nothing does."""
    statements: tuple[StatementLine, ...]
    net: Yen
    sha256: str
    """Of all statements; empty in a preview."""
    gaps: tuple[ClosingGap, ...] = ()
    """The same as `missing`, for pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingsQuery:
    """Ask for the half-months of a campaign that were sealed."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingLine:
    """One sealed half-month and how far its payment has come."""

    first_on: date
    last_on: date
    pay_by: date
    closed_at: datetime | None
    statements: int
    net: Yen
    states: dict[StatementState, int]
    """How many statements with money to pay are in each state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closings:
    """The sealed half-months of a campaign, the latest first."""

    closings: tuple[ClosingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeAdjustment:
    """Propose to correct what was closed, in the merchant's next statement.

    `amount` is added to what the merchant is owed; negative takes away. Another
    person decides. The same id again proposes nothing new.
    """

    adjustment_id: AdjustmentId
    issuer_code: IssuerCode
    merchant_code: MerchantCode
    amount: Yen
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAdjustment:
    """Approve or reject an adjustment that somebody else proposed."""

    adjustment_id: AdjustmentId
    approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentsQuery:
    """Ask for the adjustments of a campaign, newest first."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentView:
    """An adjustment as it stands."""

    adjustment_id: AdjustmentId
    merchant_code: MerchantCode
    amount: Yen
    reason: str
    proposed_by: str
    proposed_at: datetime
    approved: bool | None
    """None while nobody has decided."""
    decided_by: str
    taken_on: date | None
    """The last day of the half-month whose statement holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustments:
    """The adjustments of a campaign, newest first."""

    adjustments: tuple[AdjustmentView, ...]
