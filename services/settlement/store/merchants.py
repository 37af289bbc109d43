"""Copies of merchants, as auth last told them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.auth import MerchantRegistered
from machiken.contracts.settlement import MerchantChoice
from machiken.ids import CampaignId, CompanyId, MerchantCode, MerchantId
from services.settlement.domain.statement import Payee
from services.settlement.store.tables import MERCHANT


def keep(tx: Session, event: MerchantRegistered, *, as_of: datetime) -> None:
    """Keep the merchant as it now stands, unless something later is here already."""
    told = insert(MERCHANT).values(
        merchant_id=event.merchant_id,
        campaign_id=event.campaign_id,
        merchant_code=event.merchant_code,
        merchant_name=event.merchant_name,
        company_id=event.company_id,
        as_of=as_of,
    )
    changed = ("merchant_code", "merchant_name", "company_id", "as_of")
    tx.execute(
        told.on_conflict_do_update(
            index_elements=[MERCHANT.c.merchant_id],
            set_={name: told.excluded[name] for name in changed},
            where=MERCHANT.c.as_of < told.excluded.as_of,
        )
    )


def of_company(
    tx: Session, company_id: CompanyId, campaign_id: CampaignId
) -> tuple[MerchantChoice, ...]:
    """Return the merchants of a company in a campaign, by code."""
    rows = tx.execute(
        select(MERCHANT.c.merchant_code, MERCHANT.c.merchant_name)
        .where(MERCHANT.c.company_id == company_id)
        .where(MERCHANT.c.campaign_id == campaign_id)
        .order_by(MERCHANT.c.merchant_code)
    )
    return tuple(
        MerchantChoice(merchant_code=MerchantCode(code), merchant_name=name)
        for code, name in rows
    )


def find(
    tx: Session, company_id: CompanyId, campaign_id: CampaignId, code: MerchantCode
) -> MerchantId | None:
    """Return the company's merchant of this code, or None."""
    found = tx.scalar(
        select(MERCHANT.c.merchant_id)
        .where(MERCHANT.c.company_id == company_id)
        .where(MERCHANT.c.campaign_id == campaign_id)
        .where(MERCHANT.c.merchant_code == code)
    )
    return None if found is None else MerchantId(found)


def payees(tx: Session, campaign_id: CampaignId) -> dict[MerchantCode, Payee]:
    """Return the merchants of a campaign by code, as statements name them."""
    rows = tx.execute(select(MERCHANT).where(MERCHANT.c.campaign_id == campaign_id))
    return {
        MerchantCode(row.merchant_code): Payee(
            merchant_id=MerchantId(row.merchant_id),
            merchant_code=MerchantCode(row.merchant_code),
            merchant_name=row.merchant_name,
            company_id=CompanyId(row.company_id),
        )
        for row in rows
    }
