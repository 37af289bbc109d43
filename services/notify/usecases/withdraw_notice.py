"""The office takes a notice off all pages."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.notify import (
    NoticeUnknown,
    NoticeView,
    NotifyAct,
    WithdrawNotice,
)
from services.notify.store import acts, campaigns, notices


def withdraw_notice(tx: Session, request: WithdrawNotice, actor: Actor) -> NoticeView:
    """Return the notice, which no shop sees any more.

    Raises `NotifyCampaignUnknown`, `NoticeUnknown`.
    """
    campaign_id = campaigns.known(tx, request.issuer_code)
    at = clock.now(tx)
    notice = notices.lock(tx, campaign_id, request.notice_id, at=at)
    if notice is None:
        raise NoticeUnknown
    if notice.withdrawn_at is not None:
        return notice
    notices.withdraw(tx, request.notice_id, actor, at=at)
    act = acts.on_notice(NotifyAct.NOTICE_WITHDRAWN, request.notice_id)
    acts.note(tx, act, actor, at=at)
    withdrawn = notices.lock(tx, campaign_id, request.notice_id, at=at)
    assert withdrawn is not None, "it is locked"
    return withdrawn
