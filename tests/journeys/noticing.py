"""The office puts a notice onto the shops' top pages."""

import uuid
from datetime import timedelta

from machiken.contracts import notify
from machiken.contracts.notify import NoticeAuthor, PublishNotice
from machiken.ids import MerchantCode, NoticeId
from tests.journeys.people import Merchant
from tests.journeys.town import Town


def publish(town: Town, text: str, merchant: Merchant | None = None) -> NoticeId:
    """Publish it to all merchants or to one, from yesterday to tomorrow."""
    notice_id = NoticeId(uuid.uuid4())
    wanted = PublishNotice(
        notice_id=notice_id,
        issuer_code=town.rules.issuer_code,
        merchant_code=MerchantCode(merchant.code) if merchant else None,
        author=NoticeAuthor.CITY,
        text=text,
        first_on=town.today - timedelta(days=1),
        last_on=town.today + timedelta(days=1),
    )
    town.office.call(notify.verbs.PUBLISH_NOTICE, wanted)
    return notice_id
