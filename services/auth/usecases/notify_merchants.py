"""Note that merchants were told of their accounts: the state 通知済み.

Whoever has the completion mail sent calls this in the same transaction.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from machiken.contracts.auth import MerchantState
from machiken.ids import CampaignId, MerchantId
from services.auth.store import merchant_states


def note_notified(
    tx: Session,
    campaign_id: CampaignId,
    merchant_ids: Sequence[MerchantId],
    change: dict[str, Any],
) -> list[MerchantId]:
    """Move those that are registered on to notified; return which."""
    state = MerchantState.REGISTERED
    ids = merchant_states.lock_in(tx, campaign_id, merchant_ids, state)
    merchant_states.move(tx, ids, MerchantState.NOTIFIED, change)
    return ids
