"""Orders to make accounts for certified merchants, and what they are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import Applicant
from machiken.ids import (
    CampaignId,
    CompanyCode,
    CompanyId,
    IssuerCode,
    MerchantCode,
    MerchantId,
)
from services.auth.store.tables import (
    APPLICANT,
    CAMPAIGN,
    COMPANY,
    MERCHANT,
    REGISTRATION_ORDER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A merchant whose accounts are to be made, and who asked for it."""

    merchant_id: MerchantId
    merchant_code: MerchantCode
    merchant_name: str
    company_id: CompanyId
    company_code: CompanyCode
    company_name: str
    campaign_id: CampaignId
    issuer_code: IssuerCode
    recruitment: int | None
    """The window of its application; its mails are held until the window's leave."""
    people: Sequence[Applicant]
    actor: Actor


def place(
    tx: Session, merchant_ids: Sequence[MerchantId], actor: Actor, *, at: datetime
) -> int:
    """Order accounts for these merchants; return for how many there was no order."""
    if not merchant_ids:
        return 0
    rows = [
        {
            "merchant_id": each,
            "asked_at": at,
            "actor_role": actor.role.value,
            "actor": actor.subject,
            "login_id": actor.login_id,
        }
        for each in merchant_ids
    ]
    new = insert(REGISTRATION_ORDER).on_conflict_do_nothing()
    placed = new.returning(REGISTRATION_ORDER.c.merchant_id)
    return len(tx.execute(placed, rows).all())


def next_order(tx: Session) -> Order | None:
    """Return the oldest order, or None."""
    row = tx.execute(
        select(
            REGISTRATION_ORDER,
            MERCHANT.c.merchant_code,
            MERCHANT.c.name.label("merchant_name"),
            MERCHANT.c.recruit_window,
            COMPANY.c.company_id,
            COMPANY.c.company_code,
            COMPANY.c.name.label("company_name"),
            CAMPAIGN.c.campaign_id,
            CAMPAIGN.c.issuer_code,
        )
        .join(MERCHANT, MERCHANT.c.merchant_id == REGISTRATION_ORDER.c.merchant_id)
        .join(COMPANY, COMPANY.c.company_id == MERCHANT.c.company_id)
        .join(CAMPAIGN, CAMPAIGN.c.campaign_id == MERCHANT.c.campaign_id)
        .order_by(REGISTRATION_ORDER.c.asked_at, MERCHANT.c.merchant_code)
        .limit(1)
    ).one_or_none()
    return None if row is None else _order(row, applicants(tx, row.merchant_id))


def take(tx: Session, merchant_id: MerchantId) -> bool:
    """Return whether the order was still there; from now on it is not."""
    taken = tx.execute(
        delete(REGISTRATION_ORDER)
        .where(REGISTRATION_ORDER.c.merchant_id == merchant_id)
        .returning(REGISTRATION_ORDER.c.merchant_id)
    )
    return taken.first() is not None


def waits(tx: Session, merchant_id: MerchantId) -> bool:
    """Return whether the merchant's accounts are still to be made."""
    order = exists().where(REGISTRATION_ORDER.c.merchant_id == merchant_id)
    return bool(tx.scalar(select(order)))


def applicants(tx: Session, merchant_id: MerchantId) -> list[Applicant]:
    """Return the people whom the merchant's application names."""
    rows = tx.execute(
        select(APPLICANT)
        .where(APPLICANT.c.merchant_id == merchant_id)
        .order_by(APPLICANT.c.role, APPLICANT.c.login_id)
    )
    return [
        Applicant(
            role=Role(row.role),
            name=row.name,
            login_id=row.login_id,
            email=row.email,
        )
        for row in rows
    ]


def _order(row: Any, people: Sequence[Applicant]) -> Order:
    actor = Actor(role=Role(row.actor_role), subject=row.actor, login_id=row.login_id)
    return Order(
        merchant_id=MerchantId(row.merchant_id),
        merchant_code=MerchantCode(row.merchant_code),
        merchant_name=row.merchant_name,
        company_id=CompanyId(row.company_id),
        company_code=CompanyCode(row.company_code),
        company_name=row.company_name,
        campaign_id=CampaignId(row.campaign_id),
        issuer_code=IssuerCode(row.issuer_code),
        recruitment=row.recruit_window,
        people=people,
        actor=actor,
    )
