"""The office publishes a notice, or changes one; shops see it within seconds."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.notify import (
    NoticeUnknown,
    NoticeView,
    NotifyAct,
    NotifyMerchantUnknown,
    PublishNotice,
)
from machiken.ids import CampaignId, MerchantId
from services.notify.domain.notices import checked
from services.notify.store import acts, campaigns, directory, notices


def publish_notice(tx: Session, request: PublishNotice, actor: Actor) -> NoticeView:
    """Return the notice as it now stands; a withdrawn one that is changed stands again.

    Raises `NoticeMalformed`, `NoticeDaysReversed`, `NotifyCampaignUnknown`,
    `NotifyMerchantUnknown`, and `NoticeUnknown` where the id is another campaign's.
    """
    wanted = checked(request)
    campaign_id = campaigns.known(tx, wanted.issuer_code)
    merchant_id = _merchant(tx, campaign_id, wanted)
    at = clock.now(tx)
    earlier = notices.lock(tx, campaign_id, wanted.notice_id, at=at)
    if earlier is not None and _reads_so(earlier, wanted):
        return earlier
    notices.keep(tx, wanted, (campaign_id, merchant_id), actor, at=at)
    published = notices.lock(tx, campaign_id, wanted.notice_id, at=at)
    if published is None:
        raise NoticeUnknown
    done = NotifyAct.NOTICE_CHANGED if earlier else NotifyAct.NOTICE_PUBLISHED
    act = acts.on_notice(done, wanted.notice_id, text=wanted.text)
    acts.note(tx, act, actor, at=at)
    return published


def _merchant(
    tx: Session, campaign_id: CampaignId, wanted: PublishNotice
) -> MerchantId | None:
    if wanted.merchant_code is None:
        return None
    merchant = directory.find_by_code(tx, campaign_id, wanted.merchant_code)
    if merchant is None:
        raise NotifyMerchantUnknown
    return merchant.merchant_id


def _reads_so(earlier: NoticeView, wanted: PublishNotice) -> bool:
    names = ("merchant_code", "author", "text", "first_on", "last_on")
    same = all(getattr(earlier, name) == getattr(wanted, name) for name in names)
    return same and earlier.withdrawn_at is None
