"""Completion mails that wait for the office's word, each with its sealed password."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, insert, select, update
from sqlalchemy.orm import Session

from machiken.confidential import Sealed
from machiken.contracts.actor import Role
from machiken.contracts.auth import RecruitmentView
from machiken.ids import CampaignId, MerchantId, StaffId
from services.auth.store.tables import HELD_INVITATION as HELD
from services.auth.store.tables import MEMBERSHIP, MERCHANT, PASSWORD, STAFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An invitation that may go now."""

    staff_id: StaffId
    merchant_id: MerchantId
    role: Role
    initial_password: Sealed


def hold(tx: Session, invitation: Held, recruitment: int, *, at: datetime) -> None:
    """Keep an invitation until its window's mails are sent."""
    tx.execute(
        insert(HELD).values(
            staff_id=invitation.staff_id,
            merchant_id=invitation.merchant_id,
            recruitment=recruitment,
            initial_password=invitation.initial_password,
            held_at=at,
        )
    )


def is_held(tx: Session, merchant_id: MerchantId) -> bool:
    """Return whether somebody of the merchant waits to be told of his account."""
    waits = exists().where(HELD.c.merchant_id == merchant_id, HELD.c.asked_at.is_(None))
    return bool(tx.execute(select(waits)).scalar_one())


def ask(
    tx: Session, campaign_id: CampaignId, recruitment: int, *, at: datetime
) -> list[MerchantId]:
    """Have a window's invitations leave; return whose, once for each of them."""
    of_campaign = select(MERCHANT.c.merchant_id).where(
        MERCHANT.c.campaign_id == campaign_id
    )
    asked = (
        update(HELD)
        .where(HELD.c.merchant_id.in_(of_campaign), HELD.c.recruitment == recruitment)
        .where(HELD.c.asked_at.is_(None), HELD.c.sent_at.is_(None))
        .values(asked_at=at)
    )
    leaving = tx.execute(asked.returning(HELD.c.merchant_id)).scalars()
    return [MerchantId(each) for each in leaving]


def take(tx: Session, *, limit: int) -> list[Held]:
    """Return invitations that are to leave, locked with their people until `tx` ends.

    Workers share them. Nobody's password changes meanwhile.
    """
    leaving = (
        select(HELD, MEMBERSHIP.c.role)
        .join(
            MEMBERSHIP,
            and_(
                MEMBERSHIP.c.staff_id == HELD.c.staff_id,
                MEMBERSHIP.c.merchant_id == HELD.c.merchant_id,
            ),
        )
        .join(STAFF, STAFF.c.staff_id == HELD.c.staff_id)
        .where(HELD.c.asked_at.is_not(None), HELD.c.sent_at.is_(None))
        .order_by(HELD.c.asked_at, HELD.c.staff_id)
        .limit(limit)
        .with_for_update(of=[HELD, STAFF], skip_locked=True)
    )
    return [
        Held(
            staff_id=StaffId(row.staff_id),
            merchant_id=MerchantId(row.merchant_id),
            role=Role(row.role),
            initial_password=Sealed(row.initial_password),
        )
        for row in tx.execute(leaving)
    ]


def renew(
    tx: Session, staff_ids: Sequence[StaffId], *, expires_at: datetime
) -> set[StaffId]:
    """Let initial passwords be good until then; return whose still are the first.

    Somebody may have reset his password before he was told of it.
    """
    renewed = (
        update(PASSWORD)
        .where(PASSWORD.c.staff_id.in_(staff_ids))
        .where(PASSWORD.c.initial, PASSWORD.c.replaced_at.is_(None))
        .values(expires_at=expires_at)
    )
    return {
        StaffId(found)
        for found in tx.execute(renewed.returning(PASSWORD.c.staff_id)).scalars()
    }


def gone(tx: Session, staff_ids: Sequence[StaffId], *, at: datetime) -> None:
    """Note that these went out, and erase their passwords."""
    went = update(HELD).where(HELD.c.staff_id.in_(staff_ids), HELD.c.sent_at.is_(None))
    tx.execute(went.values(sent_at=at, initial_password=None))


def by_recruitment(tx: Session, campaign_id: CampaignId) -> list[RecruitmentView]:
    """Return how many are held, leaving and gone, window by window."""
    unsent = HELD.c.sent_at.is_(None)
    rows = tx.execute(
        select(
            HELD.c.recruitment,
            func.count().filter(unsent, HELD.c.asked_at.is_(None)).label("held"),
            func.count().filter(unsent, HELD.c.asked_at.is_not(None)).label("leaving"),
            func.count(HELD.c.sent_at).label("sent"),
            func.max(HELD.c.sent_at).label("last_sent_at"),
        )
        .join(MERCHANT, MERCHANT.c.merchant_id == HELD.c.merchant_id)
        .where(MERCHANT.c.campaign_id == campaign_id)
        .group_by(HELD.c.recruitment)
        .order_by(HELD.c.recruitment)
    )
    return [RecruitmentView(**row._asdict()) for row in rows]
