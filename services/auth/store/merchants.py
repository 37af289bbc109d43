"""Companies and their merchants: writing them down, and finding them again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, insert, select
from sqlalchemy.orm import Session

from machiken.contracts.actor import Role
from machiken.contracts.auth import MerchantState, MerchantView
from machiken.ids import (
    CampaignId,
    CompanyCode,
    CompanyId,
    MerchantCode,
    MerchantId,
    StaffId,
)
from services.auth.store.tables import COMPANY, MEMBERSHIP, MERCHANT


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company of one campaign."""

    company_id: CompanyId
    name: str


def find_company(
    tx: Session, campaign_id: CampaignId, company_code: CompanyCode
) -> Company | None:
    """Return the campaign's company with this code, or None."""
    row = tx.execute(
        select(COMPANY.c.company_id, COMPANY.c.name).where(
            COMPANY.c.campaign_id == campaign_id, COMPANY.c.company_code == company_code
        )
    ).one_or_none()
    if row is None:
        return None
    return Company(company_id=CompanyId(row.company_id), name=row.name)


def find(
    tx: Session, campaign_id: CampaignId, merchant_code: MerchantCode
) -> MerchantView | None:
    """Return the campaign's merchant with this code, or None."""
    represented = and_(
        MEMBERSHIP.c.merchant_id == MERCHANT.c.merchant_id,
        MEMBERSHIP.c.role == Role.REPRESENTATIVE,
    )
    row = tx.execute(
        select(
            MERCHANT.c.merchant_id,
            MERCHANT.c.merchant_code,
            MERCHANT.c.name.label("merchant_name"),
            COMPANY.c.company_id,
            COMPANY.c.company_code,
            COMPANY.c.name.label("company_name"),
            MEMBERSHIP.c.staff_id,
        )
        .join(COMPANY, COMPANY.c.company_id == MERCHANT.c.company_id)
        .join(MEMBERSHIP, represented)
        .where(
            MERCHANT.c.campaign_id == campaign_id,
            MERCHANT.c.merchant_code == merchant_code,
        )
    ).one_or_none()
    return None if row is None else _view(row, campaign_id)


def is_applied_for(
    tx: Session, campaign_id: CampaignId, merchant_code: MerchantCode
) -> bool:
    """Return whether the code is a merchant's, be it registered or not.

    That of an application that was turned down is free.
    """
    one = select(MERCHANT.c.merchant_id).where(
        MERCHANT.c.campaign_id == campaign_id,
        MERCHANT.c.merchant_code == merchant_code,
        MERCHANT.c.state != MerchantState.TURNED_DOWN.value,
    )
    return tx.scalar(one) is not None


def record_company(tx: Session, view: MerchantView, *, at: datetime) -> None:
    """Write the merchant's company down."""
    tx.execute(
        insert(COMPANY).values(
            company_id=view.company_id,
            campaign_id=view.campaign_id,
            company_code=view.company_code,
            name=view.company_name,
            registered_at=at,
        )
    )


def record(
    tx: Session, view: MerchantView, recruitment: int | None, *, at: datetime
) -> None:
    """Write the merchant down; its company is there."""
    tx.execute(
        insert(MERCHANT).values(
            merchant_id=view.merchant_id,
            campaign_id=view.campaign_id,
            company_id=view.company_id,
            merchant_code=view.merchant_code,
            name=view.merchant_name,
            registered_at=at,
            state=MerchantState.REGISTERED.value,
            recruit_window=recruitment,
        )
    )


def _view(row: Row[*tuple[Any, ...]], campaign_id: CampaignId) -> MerchantView:
    return MerchantView(
        merchant_id=MerchantId(row.merchant_id),
        merchant_code=MerchantCode(row.merchant_code),
        merchant_name=row.merchant_name,
        company_id=CompanyId(row.company_id),
        company_code=CompanyCode(row.company_code),
        company_name=row.company_name,
        campaign_id=campaign_id,
        representative_id=StaffId(row.staff_id),
    )
