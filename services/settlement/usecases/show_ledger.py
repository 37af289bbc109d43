"""What the town owes the merchants of a campaign."""

from sqlalchemy.orm import Session

from machiken.contracts.settlement import (
    LedgerCampaignUnknown,
    LedgerQuery,
    LedgerView,
)
from machiken.money import total
from services.settlement.store import campaigns, ledger


def show_ledger(tx: Session, request: LedgerQuery) -> LedgerView:
    """Return the ledger by half-month and merchant. Raises `LedgerCampaignUnknown`."""
    campaign_id = campaigns.of_issuer(tx, request.issuer_code)
    if campaign_id is None:
        raise LedgerCampaignUnknown
    lines = tuple(ledger.lines(tx, campaign_id))
    return LedgerView(lines=lines, owed=total(line.owed for line in lines))
