"""Campaigns, as far as auth has heard of them."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.redemption import CampaignApplied
from machiken.ids import CampaignId, IssuerCode
from services.auth.domain.account import searchable
from services.auth.store.tables import CAMPAIGN


def keep(tx: Session, event: CampaignApplied) -> None:
    """Note how the campaign stands, unless something newer is already known."""
    told = insert(CAMPAIGN).values(
        campaign_id=event.campaign_id,
        issuer_code=event.rules.issuer_code,
        version=event.campaign_version,
        name=event.rules.name,
        portal_without_otp=event.rules.has("portal_without_otp"),
    )
    tx.execute(
        told.on_conflict_do_update(
            index_elements=[CAMPAIGN.c.campaign_id],
            set_={
                "version": told.excluded.version,
                "name": told.excluded.name,
                "portal_without_otp": told.excluded.portal_without_otp,
            },
            where=CAMPAIGN.c.version < told.excluded.version,
        )
    )


def portal_without_otp(tx: Session, campaign_id: CampaignId) -> bool:
    """Return whether the campaign's PC site asks for no mailed number."""
    asked = select(CAMPAIGN.c.portal_without_otp)
    his = asked.where(CAMPAIGN.c.campaign_id == campaign_id)
    return bool(tx.execute(his).scalar_one())


def lock(tx: Session, issuer_code: IssuerCode) -> CampaignId | None:
    """Return the issuer's campaign, locked until `tx` ends, or None.

    Registrations of one campaign wait for each other, so that each sees what the one
    before has done; others may refer to the campaign meanwhile.
    """
    found = tx.execute(
        select(CAMPAIGN.c.campaign_id)
        .where(CAMPAIGN.c.issuer_code == searchable(issuer_code))
        .with_for_update(key_share=True)
    ).scalar_one_or_none()
    return None if found is None else CampaignId(found)
