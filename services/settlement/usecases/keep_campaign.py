"""A campaign was set up or changed: keep its name for the exports."""

from sqlalchemy.orm import Session

from machiken.contracts.redemption import CampaignApplied
from services.settlement.store import campaigns


def keep_campaign(tx: Session, event: CampaignApplied) -> None:
    """Keep the campaign as it now stands."""
    campaigns.keep(tx, event)
