"""Inquiries and their answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.notify import (
    INQUIRIES_A_PAGE,
    AnswerInquiry,
    AnswerView,
    InquiryKind,
    InquirySort,
    InquiryView,
    SendInquiry,
)
from machiken.ids import CampaignId, InquiryId, MerchantCode
from services.notify.store.tables import ANSWER, INQUIRY


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """How many inquiries came of late, and when the first of them came."""

    count: int
    first_at: datetime | None


def number_of(tx: Session, inquiry_id: InquiryId) -> int | None:
    """Return the number of an inquiry that was sent before, or None."""
    found = select(INQUIRY.c.number).where(INQUIRY.c.inquiry_id == inquiry_id)
    number: int | None = tx.scalar(found)
    return number


def recent(tx: Session, email: str | None, *, since: datetime) -> Recent:
    """Return how many came since then, from one address or from all."""
    counted = select(func.count(), func.min(INQUIRY.c.sent_at)).where(
        INQUIRY.c.sent_at > since
    )
    if email is not None:
        counted = counted.where(func.lower(INQUIRY.c.email) == email.lower())
    count, first_at = tx.execute(counted).one()
    return Recent(count=count, first_at=first_at)


def record(
    tx: Session,
    campaign_id: CampaignId,
    wanted: SendInquiry,
    actor: Actor,
    *,
    at: datetime,
) -> int | None:
    """Write the inquiry down; return its number, or None where its id is taken."""
    written = insert(INQUIRY).values(
        inquiry_id=wanted.inquiry_id,
        campaign_id=campaign_id,
        merchant_code=actor.merchant_code,
        sort=wanted.sort,
        kind=wanted.kind,
        text=wanted.text,
        name=wanted.name,
        email=wanted.email,
        sent_at=at,
    )
    number: int | None = tx.scalar(
        written.on_conflict_do_nothing().returning(INQUIRY.c.number)
    )
    return number


def find(
    tx: Session, campaign_id: CampaignId, *, answered: bool | None, page: int
) -> tuple[list[InquiryView], bool]:
    """Return a page of inquiries, the latest first, and whether there is another."""
    found = select(INQUIRY).where(INQUIRY.c.campaign_id == campaign_id)
    if answered is not None:
        found = found.where(INQUIRY.c.answered_at.is_not(None).is_(answered))
    rows = tx.execute(
        found.order_by(INQUIRY.c.number.desc())
        .offset((page - 1) * INQUIRIES_A_PAGE)
        .limit(INQUIRIES_A_PAGE + 1)
    ).all()
    shown = [_view(row, ()) for row in rows[:INQUIRIES_A_PAGE]]
    return shown, len(rows) > INQUIRIES_A_PAGE


def waiting(tx: Session, campaign_id: CampaignId) -> int:
    """Return how many are to be answered."""
    open_ones = select(func.count()).where(
        INQUIRY.c.campaign_id == campaign_id, INQUIRY.c.answered_at.is_(None)
    )
    return tx.execute(open_ones).scalar_one()


def lock(
    tx: Session, campaign_id: CampaignId, number: int
) -> tuple[InquiryId, InquiryView] | None:
    """Return an inquiry with its answers, locked until `tx` ends, or None."""
    found = select(INQUIRY).where(
        INQUIRY.c.campaign_id == campaign_id, INQUIRY.c.number == number
    )
    row = tx.execute(found.with_for_update()).first()
    if row is None:
        return None
    said = select(ANSWER).where(ANSWER.c.inquiry_id == row.inquiry_id)
    answers = tuple(
        AnswerView(
            text=each.text, answered_at=each.answered_at, answered_by=each.answered_by
        )
        for each in tx.execute(said.order_by(ANSWER.c.answered_at))
    )
    return InquiryId(row.inquiry_id), _view(row, answers)


def answer(
    tx: Session,
    inquiry_id: InquiryId,
    wanted: AnswerInquiry,
    actor: Actor,
    *,
    at: datetime,
) -> bool:
    """Write an answer down; return whether it is a new one."""
    written = insert(ANSWER).values(
        answer_id=wanted.answer_id,
        inquiry_id=inquiry_id,
        text=wanted.text,
        answered_at=at,
        answered_by=actor.login_id or actor.subject,
    )
    kept = written.on_conflict_do_nothing().returning(ANSWER.c.answer_id)
    if tx.execute(kept).first() is None:
        return False
    his = INQUIRY.c.inquiry_id == inquiry_id
    tx.execute(update(INQUIRY).where(his).values(answered_at=at))
    return True


def _view(row: Row[Any], answers: tuple[AnswerView, ...]) -> InquiryView:
    return InquiryView(
        number=row.number,
        sort=InquirySort(row.sort),
        kind=InquiryKind(row.kind),
        text=row.text,
        name=row.name,
        email=row.email,
        merchant_code=row.merchant_code and MerchantCode(row.merchant_code),
        sent_at=row.sent_at,
        answers=answers,
    )
