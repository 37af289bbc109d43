"""Merchants whose money is kept back."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.settlement import HoldView
from machiken.ids import CampaignId, MerchantCode, MerchantId
from services.settlement.store.tables import HOLD, MERCHANT


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHold:
    """A merchant's money that is to be kept back."""

    campaign_id: CampaignId
    merchant_id: MerchantId
    merchant_code: MerchantCode
    reason: str
    held_by: str
    held_at: datetime


def put(tx: Session, hold: NewHold) -> bool:
    """Hold the merchant's money; return whether no hold stood already, and stays."""
    held = insert(HOLD).values(asdict(hold)).on_conflict_do_nothing()
    return tx.scalar(held.returning(HOLD.c.held_at)) is not None


def release(tx: Session, merchant_id: MerchantId, *, by: str, at: datetime) -> bool:
    """End the merchant's hold; return whether there was one."""
    ended = (
        update(HOLD)
        .where(HOLD.c.merchant_id == merchant_id)
        .where(HOLD.c.released_at.is_(None))
        .values(released_by=by, released_at=at)
    )
    return tx.scalar(ended.returning(HOLD.c.held_at)) is not None


def standing(tx: Session, campaign_id: CampaignId) -> Iterator[HoldView]:
    """Yield whose money is kept back, by code."""
    rows = tx.execute(
        select(HOLD, MERCHANT.c.merchant_name)
        .join(MERCHANT, MERCHANT.c.merchant_id == HOLD.c.merchant_id)
        .where(HOLD.c.campaign_id == campaign_id)
        .where(HOLD.c.released_at.is_(None))
        .order_by(HOLD.c.merchant_code)
    )
    for row in rows:
        yield HoldView(
            merchant_code=MerchantCode(row.merchant_code),
            merchant_name=row.merchant_name,
            reason=row.reason,
            held_by=row.held_by,
            held_at=row.held_at,
        )


def merchants(tx: Session, campaign_id: CampaignId) -> frozenset[MerchantId]:
    """Return whose money is kept back."""
    held = select(HOLD.c.merchant_id).where(HOLD.c.campaign_id == campaign_id)
    return frozenset(
        map(MerchantId, tx.scalars(held.where(HOLD.c.released_at.is_(None))))
    )
