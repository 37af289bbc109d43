"""A campaign was set up or changed: keep who writes its letters."""

from sqlalchemy.orm import Session

from machiken.contracts.redemption import CampaignApplied
from services.notify.store import campaigns


def keep_campaign(tx: Session, event: CampaignApplied) -> None:
    """Keep the campaign as it now stands."""
    campaigns.keep(tx, event)
