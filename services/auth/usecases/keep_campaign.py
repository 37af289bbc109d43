"""Keep a campaign that redemption has set up: merchants are registered for it."""

from sqlalchemy.orm import Session

from machiken.contracts.redemption import CampaignApplied
from services.auth.store import campaigns


def keep_campaign(tx: Session, event: CampaignApplied) -> None:
    """Note how the campaign stands; an older telling than the known changes nothing."""
    campaigns.keep(tx, event)
