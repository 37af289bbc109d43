"""Notices: the office's list, and what stands on whose page today."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.notify import (
    CurrentNotice,
    NoticeAuthor,
    NoticeView,
    PublishNotice,
)
from machiken.ids import CampaignId, MerchantCode, MerchantId, NoticeId
from machiken.town_time import town_day
from services.notify.store.tables import MERCHANT, NOTICE

LISTED_MAX: Final = 300
CURRENT_MAX: Final = 20


def lock(
    tx: Session, campaign_id: CampaignId, notice_id: NoticeId, *, at: datetime
) -> NoticeView | None:
    """Return the campaign's notice, locked until `tx` ends, or None."""
    found = select(NOTICE).where(
        NOTICE.c.notice_id == notice_id, NOTICE.c.campaign_id == campaign_id
    )
    row = tx.execute(found.with_for_update()).first()
    return None if row is None else _view(row, town_day(at))


def keep(
    tx: Session,
    wanted: PublishNotice,
    whose: tuple[CampaignId, MerchantId | None],
    actor: Actor,
    *,
    at: datetime,
) -> None:
    """Write the notice down, or as it now reads; another campaign's stays as it is."""
    campaign_id, merchant_id = whose
    reads = {
        "merchant_id": merchant_id,
        "merchant_code": wanted.merchant_code,
        "author": wanted.author,
        "text": wanted.text,
        "first_on": wanted.first_on,
        "last_on": wanted.last_on,
        "changed_at": at,
        "changed_by": actor.login_id or actor.subject,
        "withdrawn_at": None,
    }
    written = insert(NOTICE).values(
        notice_id=wanted.notice_id, campaign_id=campaign_id, published_at=at, **reads
    )
    tx.execute(
        written.on_conflict_do_update(
            index_elements=[NOTICE.c.notice_id],
            set_=reads,
            where=NOTICE.c.campaign_id == campaign_id,
        )
    )


def withdraw(tx: Session, notice_id: NoticeId, actor: Actor, *, at: datetime) -> None:
    """Take the notice off all pages."""
    tx.execute(
        update(NOTICE)
        .where(NOTICE.c.notice_id == notice_id)
        .values(
            withdrawn_at=at, changed_at=at, changed_by=actor.login_id or actor.subject
        )
    )


def of_campaign(
    tx: Session, campaign_id: CampaignId, *, at: datetime
) -> list[NoticeView]:
    """Return the campaign's notices, the latest first."""
    found = (
        select(NOTICE)
        .where(NOTICE.c.campaign_id == campaign_id)
        .order_by(NOTICE.c.published_at.desc(), NOTICE.c.notice_id)
        .limit(LISTED_MAX)
    )
    return [_view(row, town_day(at)) for row in tx.execute(found)]


def current(tx: Session, actor: Actor, *, at: datetime) -> list[CurrentNotice]:
    """Return what the shop, or the company for its shops, is to read today."""
    today = town_day(at)
    found = (
        select(NOTICE)
        .where(NOTICE.c.campaign_id == actor.campaign_id, _stands(today))
        .where(or_(NOTICE.c.merchant_id.is_(None), _concerns(actor)))
        .order_by(NOTICE.c.first_on.desc(), NOTICE.c.published_at.desc())
        .limit(CURRENT_MAX)
    )
    return [
        CurrentNotice(
            notice_id=NoticeId(row.notice_id),
            author=NoticeAuthor(row.author),
            text=row.text,
            shown_from=row.first_on,
        )
        for row in tx.execute(found)
    ]


def _stands(today: date) -> ColumnElement[bool]:
    return and_(
        NOTICE.c.withdrawn_at.is_(None),
        NOTICE.c.first_on <= today,
        NOTICE.c.last_on >= today,
    )


def _concerns(actor: Actor) -> ColumnElement[bool]:
    if actor.merchant_id is not None:
        return NOTICE.c.merchant_id == actor.merchant_id
    of_company = select(MERCHANT.c.merchant_id).where(
        MERCHANT.c.company_id == actor.company_id
    )
    return NOTICE.c.merchant_id.in_(of_company)


def _view(row: Row[Any], today: date) -> NoticeView:
    in_time = row.first_on <= today <= row.last_on
    return NoticeView(
        notice_id=NoticeId(row.notice_id),
        merchant_code=row.merchant_code and MerchantCode(row.merchant_code),
        author=NoticeAuthor(row.author),
        text=row.text,
        first_on=row.first_on,
        last_on=row.last_on,
        published_at=row.published_at,
        changed_at=row.changed_at,
        changed_by=row.changed_by,
        withdrawn_at=row.withdrawn_at,
        shown=in_time and row.withdrawn_at is None,
    )
