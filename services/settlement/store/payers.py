"""The town's own accounts, the latest of each campaign in force."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from machiken.ids import CampaignId
from services.settlement.store.tables import PAYER


def put(
    tx: Session, campaign_id: CampaignId, sealed: str, *, by: str, at: datetime
) -> None:
    """Name the account from which the campaign is paid from now on."""
    tx.execute(
        insert(PAYER).values(
            campaign_id=campaign_id, sealed=sealed, set_by=by, set_at=at
        )
    )


def find(tx: Session, campaign_id: CampaignId) -> str | None:
    """Return the account in force, encrypted, or None."""
    latest = select(PAYER.c.sealed).where(PAYER.c.campaign_id == campaign_id)
    return tx.scalar(latest.order_by(PAYER.c.payer_id.desc()).limit(1))
