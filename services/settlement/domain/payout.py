"""A payout: which statements it takes up, and what it leaves out and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from machiken.contracts.settlement import (
    LeftOut,
    LeftOutFor,
    PayoutState,
    StatementState,
)
from machiken.ids import CampaignId, CompanyId, MerchantCode, MerchantId, PayoutId
from machiken.money import Yen
from services.settlement.domain.account_change import AccountChange, serving
from services.settlement.domain.bank_account import Account
from services.settlement.domain.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """A payout as it stands."""

    payout_id: PayoutId
    payout_no: int
    campaign_id: CampaignId
    issuer_code: str
    pay_on: date
    state: PayoutState
    count: int
    total: Yen
    prepared_by: str
    preparer: str
    prepared_at: datetime
    decider: str
    issued_at: datetime | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A statement that is to be paid, and to which account."""

    statement: Statement
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a payout takes up and what it leaves."""

    taken: Sequence[Taken]
    left_out: Sequence[LeftOut]


def choose(
    candidates: Iterable[tuple[Statement, StatementState]],
    accounts: Mapping[MerchantId, Sequence[AccountChange]],
    held: AbstractSet[MerchantId],
) -> Choice:
    """Return which statements are paid now (S-CAL-8), in order of code and day."""
    taken: list[Taken] = []
    left_out: list[LeftOut] = []
    for statement, state in sorted(candidates, key=_place):
        own = accounts.get(statement.payee.merchant_id, ())
        change = serving(own, statement.cycle.first_on, state)
        if statement.payee.merchant_id in held:
            left_out.append(_left(statement, LeftOutFor.HELD))
        elif change is None:
            left_out.append(_left(statement, LeftOutFor.NO_ACCOUNT))
        else:
            taken.append(Taken(statement=statement, account=change.account))
    return Choice(taken=taken, left_out=left_out)


def _place(candidate: tuple[Statement, StatementState]) -> tuple[str, date]:
    statement = candidate[0]
    return statement.payee.merchant_code, statement.cycle.last_on


def _left(statement: Statement, reason: LeftOutFor) -> LeftOut:
    return LeftOut(
        merchant_code=statement.payee.merchant_code,
        last_on=statement.cycle.last_on,
        amount=statement.net,
        reason=reason,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where one transfer goes, and whose it is."""

    transfer_no: int
    merchant_code: MerchantCode
    company_id: CompanyId
    account: Account


def same_accounts(targets: Iterable[Target]) -> dict[int, tuple[MerchantCode, ...]]:
    """Return, by transfer, the other companies' merchants paid to the same account.

    A company may well have one account for all of its shops.
    """
    paid: defaultdict[tuple[str, ...], list[Target]] = defaultdict(list)
    for each in targets:
        its = each.account
        paid[its.bank_code, its.branch_code, its.kind, its.number].append(each)
    shared = {}
    for together in paid.values():
        for each in together:
            others = {
                other.merchant_code
                for other in together
                if other.company_id != each.company_id
            }
            shared[each.transfer_no] = tuple(sorted(others))
    return shared
