"""Which sealed half-month a caller means."""

from datetime import date

from sqlalchemy.orm import Session

from machiken.contracts.settlement import LedgerCampaignUnknown, PeriodNotSealed
from machiken.ids import CampaignId, IssuerCode
from services.settlement.domain.statement import Cycle
from services.settlement.store import campaigns, closings


def campaign_of(tx: Session, issuer_code: IssuerCode) -> CampaignId:
    """Return the issuer's campaign. Raises `LedgerCampaignUnknown`."""
    campaign_id = campaigns.of_issuer(tx, issuer_code)
    if campaign_id is None:
        raise LedgerCampaignUnknown
    return campaign_id


def sealed_cycle(tx: Session, issuer_code: IssuerCode, last_on: date) -> Cycle:
    """Return the half-month.

    Raises `LedgerCampaignUnknown`, and `PeriodNotSealed` before its cut-off.
    """
    cycle = closings.find_cycle(tx, campaign_of(tx, issuer_code), last_on)
    if cycle is None:
        raise PeriodNotSealed
    return cycle
