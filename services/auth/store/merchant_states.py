"""The states of merchants: the present one, and all that came before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.auth import MerchantState
from machiken.ids import CampaignId, MerchantId
from services.auth.store.tables import MERCHANT, MERCHANT_STATE


def lock(tx: Session, merchant_id: MerchantId) -> MerchantState | None:
    """Return the merchant's state, which stays so until `tx` ends, or None."""
    found = tx.execute(
        select(MERCHANT.c.state)
        .where(MERCHANT.c.merchant_id == merchant_id)
        .with_for_update(key_share=True)
    ).scalar_one_or_none()
    return None if found is None else MerchantState(found)


def lock_in(
    tx: Session,
    campaign_id: CampaignId,
    merchant_ids: Sequence[MerchantId],
    state: MerchantState,
) -> list[MerchantId]:
    """Return which of these are the campaign's and in this state, locked."""
    found = tx.execute(
        select(MERCHANT.c.merchant_id)
        .where(
            MERCHANT.c.campaign_id == campaign_id,
            MERCHANT.c.merchant_id.in_(list(merchant_ids)),
            MERCHANT.c.state == state.value,
        )
        .order_by(MERCHANT.c.merchant_id)
        .with_for_update(key_share=True)
    )
    return [MerchantId(each) for each in found.scalars()]


def move(
    tx: Session,
    merchant_ids: Sequence[MerchantId],
    state: MerchantState,
    change: dict[str, Any],
) -> None:
    """Bring the merchants into the state; `change` says by whom, when and why."""
    if not merchant_ids:
        return
    tx.execute(
        update(MERCHANT)
        .where(MERCHANT.c.merchant_id.in_(list(merchant_ids)))
        .values(state=state.value)
    )
    note(tx, merchant_ids, state, change)


def note(
    tx: Session,
    merchant_ids: Sequence[MerchantId],
    state: MerchantState,
    change: dict[str, Any],
) -> None:
    """Write down that the merchants are in the state from now on."""
    rows = [
        {"merchant_id": each, "state": state.value, **change} for each in merchant_ids
    ]
    tx.execute(insert(MERCHANT_STATE), rows)


def by(actor: Actor, *, at: datetime, reason: str = "") -> dict[str, Any]:
    """Return who changes a state, when and why, as `move` writes it down."""
    return {
        "at": at,
        "actor_role": actor.role.value,
        "actor": actor.login_id or actor.subject,
        "reason": reason,
    }


def passed(tx: Session, merchant_id: MerchantId) -> list[MerchantState]:
    """Return all states that the merchant had, in turn."""
    states = tx.execute(
        select(MERCHANT_STATE.c.state)
        .where(MERCHANT_STATE.c.merchant_id == merchant_id)
        .order_by(MERCHANT_STATE.c.change_id)
    ).scalars()
    return [MerchantState(each) for each in states]


def begin_use(tx: Session, merchant_id: MerchantId) -> bool:
    """Return whether this is the first sign-in at the merchant; then it is in use."""
    first = tx.execute(
        update(MERCHANT)
        .where(
            MERCHANT.c.merchant_id == merchant_id,
            MERCHANT.c.state == MerchantState.NOTIFIED.value,
        )
        .values(state=MerchantState.ACTIVE.value)
        .returning(MERCHANT.c.merchant_id)
    )
    return first.first() is not None
