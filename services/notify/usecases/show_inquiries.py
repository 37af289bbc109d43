"""The office's inbox."""

from typing import Final

from sqlalchemy.orm import Session

from machiken.contracts.notify import (
    PAGES_MAX,
    InquiriesFound,
    InquiriesQuery,
    InquiryQuery,
    InquiryUnknown,
    InquiryView,
)
from services.notify.store import campaigns, inquiries

FIRST_PAGE: Final = 1


def show_inquiries(tx: Session, request: InquiriesQuery) -> InquiriesFound:
    """Return a page of a campaign's inquiries. Raises `NotifyCampaignUnknown`."""
    campaign_id = campaigns.known(tx, request.issuer_code)
    page = min(max(request.page, FIRST_PAGE), PAGES_MAX)
    found, more = inquiries.find(tx, campaign_id, answered=request.answered, page=page)
    return InquiriesFound(
        inquiries=tuple(found),
        page=page,
        more=more,
        waiting=inquiries.waiting(tx, campaign_id),
    )


def show_inquiry(tx: Session, request: InquiryQuery) -> InquiryView:
    """Return one inquiry. Raises `NotifyCampaignUnknown`, `InquiryUnknown`."""
    campaign_id = campaigns.known(tx, request.issuer_code)
    found = inquiries.lock(tx, campaign_id, request.number)
    if found is None:
        raise InquiryUnknown
    return found[1]
