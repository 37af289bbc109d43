"""An account that somebody asked for, and whether it may be paid to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from machiken.contracts.settlement import StatementState
from machiken.ids import AccountChangeId, CampaignId, MerchantCode, MerchantId
from services.settlement.domain.bank_account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChange:
    """What was asked for and, perhaps, decided."""

    change_id: AccountChangeId
    campaign_id: CampaignId
    merchant_id: MerchantId
    merchant_code: MerchantCode
    account: Account
    requested_by: str
    requester: str
    requested_at: datetime
    approved: bool | None = None
    decider: str = ""
    decided_at: datetime | None = None
    usable_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Whether an account may be paid to, and who said so."""

    approved: bool
    decided_by: str
    decider: str
    decided_at: datetime
    usable_from: date | None = None


def serving(
    changes: Iterable[AccountChange], first_on: date, state: StatementState
) -> AccountChange | None:
    """Return the account for a half-month that began on `first_on`, or None.

    The latest that was approved and is past its cool-down. Where the bank has sent the
    money back, the account of then is known to be wrong: the latest serves at once.
    """
    approved = [each for each in changes if each.approved]
    if state is not StatementState.RETURNED:
        approved = [
            each
            for each in approved
            if each.usable_from is None or each.usable_from <= first_on
        ]
    return max(approved, key=_decided, default=None)


def _decided(change: AccountChange) -> datetime:
    assert change.decided_at is not None, "approved means decided"
    return change.decided_at
