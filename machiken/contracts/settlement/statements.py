"""Statements (支払明細) and sales, as a company sees its own."""

from dataclasses import dataclass
from datetime import date

from machiken.contracts.settlement.closings import StatementState
from machiken.ids import MerchantCode, StatementId
from machiken.money import Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsQuery:
    """Ask for the statements of the company's merchants, the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """What one merchant is paid for one closed half-month."""

    statement_id: StatementId
    merchant_code: MerchantCode
    merchant_name: str
    first_on: date
    last_on: date
    pay_by: date
    payments: int
    paid: Yen
    refunds: int
    refunded: Yen
    adjusted: Yen
    carried: Yen
    net: Yen
    state: StatementState
    account_tail: str
    """The last digits of the account it is paid to; empty where there is none."""
    pay_on: date | None
    """The day of its transfer, once a file for the bank was made."""
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The company's statements, the latest first."""

    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesByDayQuery:
    """Ask for the company's payments less refunds, day by day."""

    first_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySales:
    """One day's payments less refunds."""

    on: date
    net: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesByDay:
    """The days that had any, in order."""

    days: tuple[DaySales, ...]
