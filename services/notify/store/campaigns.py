"""Copies of campaigns, as redemption last told them: who writes the letters."""

from typing import Any, Final

from sqlalchemy import Row, Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.notify import NotifyCampaignUnknown
from machiken.contracts.redemption import CampaignApplied
from machiken.ids import CampaignId, IssuerCode
from services.notify.domain.languages import Language
from services.notify.domain.letters import Sender
from services.notify.store.tables import CAMPAIGN

SENDER: Final = (
    CAMPAIGN.c.name.label("campaign_name"),
    CAMPAIGN.c.issuer_code,
    CAMPAIGN.c.issuer_name,
    CAMPAIGN.c.mail_from,
    CAMPAIGN.c.contact,
    CAMPAIGN.c.video_url,
    CAMPAIGN.c.mail_texts,
    CAMPAIGN.c.mail_languages,
    CAMPAIGN.c.labels,
)
"""What a query asks for, that `sender_in` finds it."""


def keep(tx: Session, event: CampaignApplied) -> None:
    """Keep the campaign as it now stands, unless a later version is here already."""
    rules = event.rules
    told = insert(CAMPAIGN).values(
        campaign_id=event.campaign_id,
        version=event.campaign_version,
        issuer_code=rules.issuer_code,
        issuer_name=rules.issuer_name,
        name=rules.name,
        mail_from=rules.mail_from,
        contact=rules.contact,
        video_url=rules.video_url,
        use_last_on=rules.use_last_on,
        redeem_last_on=rules.redeem_last_on,
        mail_texts=rules.mail_texts,
        mail_languages=list(rules.mail_languages),
        labels=rules.labels,
    )
    changed = [column.name for column in CAMPAIGN.c if not column.primary_key]
    tx.execute(
        told.on_conflict_do_update(
            index_elements=[CAMPAIGN.c.campaign_id],
            set_={name: told.excluded[name] for name in changed},
            where=CAMPAIGN.c.version < told.excluded.version,
        )
    )


def chosen(tx: Session, issuer_code: IssuerCode | None) -> CampaignId | None:
    """Return the issuer's campaign; None for the office's own affairs.

    Raises `NotifyCampaignUnknown`.
    """
    return None if issuer_code is None else known(tx, issuer_code)


def known(tx: Session, issuer_code: IssuerCode) -> CampaignId:
    """Return the issuer's campaign. Raises `NotifyCampaignUnknown`."""
    found = tx.scalar(
        select(CAMPAIGN.c.campaign_id).where(CAMPAIGN.c.issuer_code == issuer_code)
    )
    if found is None:
        raise NotifyCampaignUnknown
    return CampaignId(found)


def sender(tx: Session, campaign_id: CampaignId) -> Sender:
    """Return on whose behalf the campaign's letters go out; the campaign is known."""
    found: Select[Any] = select(*SENDER).where(CAMPAIGN.c.campaign_id == campaign_id)
    return sender_in(tx.execute(found).one())


def sender_in(row: Row[Any]) -> Sender:
    """Return on whose behalf a letter goes out, from a row with `SENDER` in it."""
    return Sender(
        campaign_name=row.campaign_name,
        issuer_code=row.issuer_code,
        issuer_name=row.issuer_name,
        mail_from=row.mail_from,
        contact=row.contact,
        video_url=row.video_url,
        mail_texts=row.mail_texts,
        mail_languages=tuple(map(Language, row.mail_languages)),
        labels=row.labels,
    )
