"""Copies of merchants, as auth last told them: whose they are."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.auth import MerchantRegistered
from machiken.ids import CampaignId, CompanyId, MerchantCode, MerchantId
from services.redemption.store.tables import MERCHANT


def keep(tx: Session, event: MerchantRegistered, *, as_of: datetime) -> None:
    """Keep the merchant as it now stands, unless something later is here already."""
    told = insert(MERCHANT).values(
        merchant_id=event.merchant_id,
        campaign_id=event.campaign_id,
        merchant_code=event.merchant_code,
        company_id=event.company_id,
        as_of=as_of,
    )
    changed = ("merchant_code", "company_id", "as_of")
    tx.execute(
        told.on_conflict_do_update(
            index_elements=[MERCHANT.c.merchant_id],
            set_={name: told.excluded[name] for name in changed},
            where=MERCHANT.c.as_of < told.excluded.as_of,
        )
    )


def of_company(
    tx: Session, company_id: CompanyId, campaign_id: CampaignId
) -> dict[MerchantCode, MerchantId]:
    """Return the company's merchants in the campaign, by code."""
    rows = tx.execute(
        select(MERCHANT.c.merchant_code, MERCHANT.c.merchant_id)
        .where(MERCHANT.c.company_id == company_id)
        .where(MERCHANT.c.campaign_id == campaign_id)
    )
    return {MerchantCode(code): MerchantId(found) for code, found in rows}
