"""Campaigns, as far as auth has heard of them."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.redemption import SWITCHES, CampaignApplied
from machiken.ids import CampaignId, IssuerCode
from services.auth.domain.account import searchable
from services.auth.domain.recruiting import Recruiting
from services.auth.store.tables import CAMPAIGN


def keep(tx: Session, event: CampaignApplied) -> None:
    """Note how the campaign stands, unless something newer is already known."""
    told = insert(CAMPAIGN).values(
        campaign_id=event.campaign_id,
        issuer_code=event.rules.issuer_code,
        version=event.campaign_version,
        name=event.rules.name,
        switches=event.rules.switches,
        recruit_first_on=event.rules.recruit_first_on,
        recruit_deadlines=list(event.rules.recruit_deadlines),
    )
    tx.execute(
        told.on_conflict_do_update(
            index_elements=[CAMPAIGN.c.campaign_id],
            set_={
                name: told.excluded[name]
                for name in (
                    "version",
                    "name",
                    "switches",
                    "recruit_first_on",
                    "recruit_deadlines",
                )
            },
            where=CAMPAIGN.c.version < told.excluded.version,
        )
    )


def find(tx: Session, issuer_code: IssuerCode) -> CampaignId | None:
    """Return the issuer's campaign, or None."""
    found = tx.execute(
        select(CAMPAIGN.c.campaign_id).where(
            CAMPAIGN.c.issuer_code == searchable(issuer_code)
        )
    ).scalar_one_or_none()
    return None if found is None else CampaignId(found)


def portal_without_otp(tx: Session, campaign_id: CampaignId) -> bool:
    """Return whether the campaign's PC site asks for no mailed number."""
    asked = select(CAMPAIGN.c.switches)
    his = asked.where(CAMPAIGN.c.campaign_id == campaign_id)
    switch = "portal_without_otp"
    return bool(tx.execute(his).scalar_one().get(switch, SWITCHES[switch]))


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


def recruiting(tx: Session, campaign_id: CampaignId) -> Recruiting:
    """Return from when until when shops may apply for the campaign."""
    row = tx.execute(
        select(CAMPAIGN.c.recruit_first_on, CAMPAIGN.c.recruit_deadlines).where(
            CAMPAIGN.c.campaign_id == campaign_id
        )
    ).one()
    return Recruiting(first_on=row.recruit_first_on, deadlines=row.recruit_deadlines)
