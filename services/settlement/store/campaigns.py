"""Copies of campaigns, as redemption last told them."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.redemption import CampaignApplied
from machiken.ids import CampaignId, IssuerCode
from services.settlement.store.tables import CAMPAIGN


def keep(tx: Session, event: CampaignApplied) -> None:
    """Keep the campaign as it now stands, unless a later version is here already."""
    told = insert(CAMPAIGN).values(
        campaign_id=event.campaign_id,
        issuer_code=event.rules.issuer_code,
        version=event.campaign_version,
        name=event.rules.name,
        redeem_last_on=event.rules.redeem_last_on,
    )
    tx.execute(
        told.on_conflict_do_update(
            index_elements=[CAMPAIGN.c.campaign_id],
            set_={
                "issuer_code": told.excluded.issuer_code,
                "version": told.excluded.version,
                "name": told.excluded.name,
                "redeem_last_on": told.excluded.redeem_last_on,
            },
            where=CAMPAIGN.c.version < told.excluded.version,
        )
    )


def of_issuer(tx: Session, issuer_code: IssuerCode) -> CampaignId | None:
    """Return the campaign of an issuer, or None."""
    found = tx.scalar(
        select(CAMPAIGN.c.campaign_id).where(CAMPAIGN.c.issuer_code == issuer_code)
    )
    return None if found is None else CampaignId(found)


def last_day(tx: Session, campaign_id: CampaignId) -> date | None:
    """Return the last day of the campaign's redemptions, or None where nobody told."""
    found = select(CAMPAIGN.c.redeem_last_on)
    return tx.scalar(found.where(CAMPAIGN.c.campaign_id == campaign_id))


def issuer_of(tx: Session, campaign_id: CampaignId) -> IssuerCode:
    """Return the issuer of a campaign that is known here."""
    found = tx.execute(
        select(CAMPAIGN.c.issuer_code).where(CAMPAIGN.c.campaign_id == campaign_id)
    )
    return IssuerCode(found.scalar_one())
