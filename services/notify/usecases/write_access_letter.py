"""What a merchant's letter on paper says; the door draws it beside the event loop."""

from sqlalchemy.orm import Session

from machiken.contracts.notify import AccessLetterQuery, NotifyMerchantUnknown
from services.notify.domain.access_letter import AccessWords
from services.notify.domain.prose import one_line
from services.notify.domain.sites import Sites
from services.notify.store import campaigns, directory


def access_words(tx: Session, request: AccessLetterQuery, sites: Sites) -> AccessWords:
    """Return the words. Raises `NotifyCampaignUnknown`, `NotifyMerchantUnknown`."""
    campaign_id = campaigns.known(tx, request.issuer_code)
    merchant = directory.find_by_code(tx, campaign_id, request.merchant_code)
    if merchant is None:
        raise NotifyMerchantUnknown
    sender = campaigns.sender(tx, campaign_id)
    return AccessWords(
        merchant_name=one_line(merchant.merchant_name),
        merchant_code=request.merchant_code,
        campaign_name=one_line(sender.campaign_name),
        issuer_name=one_line(sender.issuer_name),
        contact=one_line(sender.contact),
        shop_url=sites.shop_of(sender.issuer_code),
    )
