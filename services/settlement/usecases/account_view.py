"""An account as others see it, and who is told of it."""

from sqlalchemy.orm import Session

from machiken import outbox
from machiken.contracts.settlement import (
    AccountNewsKind,
    AccountView,
    PayAccountTouched,
)
from machiken.ids import StaffId
from services.settlement.domain.account_change import AccountChange
from services.settlement.store.tables import OUTBOX


def view(change: AccountChange, merchant_name: str) -> AccountView:
    """Return what was asked for; of the number only its last digits."""
    account = change.account
    return AccountView(
        change_id=change.change_id,
        merchant_code=change.merchant_code,
        merchant_name=merchant_name,
        bank_name=account.bank_name,
        branch_name=account.branch_name,
        kind=account.kind,
        number_tail=account.number_tail,
        holder=account.holder,
        requested_by=change.requester,
        requested_at=change.requested_at,
        approved=change.approved,
        decided_by=change.decider,
        usable_from=change.usable_from,
    )


def tell(
    tx: Session,
    change: AccountChange,
    news: AccountNewsKind,
    requested_by: StaffId | None = None,
) -> None:
    """Announce what happened, so that the merchant hears of it by mail."""
    event = PayAccountTouched(
        campaign_id=change.campaign_id,
        merchant_id=change.merchant_id,
        merchant_code=change.merchant_code,
        news=news,
        number_tail=change.account.number_tail,
        requested_by=requested_by,
        usable_from=change.usable_from,
    )
    at = change.decided_at or change.requested_at
    outbox.append(tx, OUTBOX, event, at=at)
