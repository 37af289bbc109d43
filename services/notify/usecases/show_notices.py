"""Notices, for the office and for the shops."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.notify import CurrentNotices, NoticesQuery, NoticesView
from services.notify.store import campaigns, notices


def show_notices(tx: Session, request: NoticesQuery) -> NoticesView:
    """Return all notices of a campaign. Raises `NotifyCampaignUnknown`."""
    campaign_id = campaigns.known(tx, request.issuer_code)
    found = notices.of_campaign(tx, campaign_id, at=clock.now(tx))
    return NoticesView(notices=tuple(found))


def current_notices(tx: Session, actor: Actor) -> CurrentNotices:
    """Return what the caller's own shop, or his company's shops, are to read now."""
    found = notices.current(tx, actor, at=clock.now(tx))
    return CurrentNotices(notices=tuple(found))
