"""How many signs of a day nobody has looked at, as the worker counted them last."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.redemption import SignDay
from machiken.ids import CampaignId
from services.redemption.store.tables import SIGN_DAY

DAYS_KEPT_OPEN: Final = 31
"""What nobody has looked at for a month is not news any more."""


def to_count(tx: Session, campaign_id: CampaignId, today: date) -> Sequence[date]:
    """Return the days whose signs may have changed since the last count."""
    last = tx.execute(
        select(func.max(SIGN_DAY.c.on)).where(SIGN_DAY.c.campaign_id == campaign_id)
    ).scalar_one()
    oldest = today - timedelta(days=DAYS_KEPT_OPEN)
    first = min(max(last or today, oldest), today)
    return [first + timedelta(days=n) for n in range((today - first).days + 1)]


def lock(tx: Session, campaign_id: CampaignId, on: date) -> datetime | None:
    """Return until when the day was looked at; the row is locked until `tx` ends."""
    new = insert(SIGN_DAY).values(campaign_id=campaign_id, on=on, open=0)
    tx.execute(new.on_conflict_do_nothing())
    checked = select(SIGN_DAY.c.checked_until).where(_is(campaign_id, on))
    until: datetime | None = tx.execute(checked.with_for_update()).scalar_one()
    return until


def keep(tx: Session, campaign_id: CampaignId, on: date, **known: Any) -> None:
    """Keep how many are `open`, and until when the day is checked."""
    tx.execute(update(SIGN_DAY).where(_is(campaign_id, on)).values(**known))


def open_since(tx: Session, campaign_id: CampaignId, first_on: date) -> list[SignDay]:
    """Return the days from then on of which something is open, the latest first."""
    rows = tx.execute(
        select(SIGN_DAY.c.on, SIGN_DAY.c.open)
        .where(
            SIGN_DAY.c.campaign_id == campaign_id,
            SIGN_DAY.c.on >= first_on,
            SIGN_DAY.c.open > 0,
        )
        .order_by(SIGN_DAY.c.on.desc())
    )
    return [SignDay(on=row.on, count=row.open) for row in rows]


def _is(campaign_id: CampaignId, on: date) -> ColumnElement[bool]:
    return and_(SIGN_DAY.c.campaign_id == campaign_id, SIGN_DAY.c.on == on)
