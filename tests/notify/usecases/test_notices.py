from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from machiken import clock
from machiken.contracts.actor import Actor, Role
from machiken.contracts.notify import (
    NoticeAuthor,
    NoticeDaysReversed,
    NoticeMalformed,
    NoticesQuery,
    NoticeUnknown,
    NoticeView,
    NotifyCampaignUnknown,
    NotifyMerchantUnknown,
    PublishNotice,
    WithdrawNotice,
)
from machiken.database import Transactions
from machiken.ids import (
    CampaignId,
    CompanyId,
    IssuerCode,
    MerchantCode,
    MerchantId,
    NoticeId,
)
from machiken.town_time import town_day
from services.notify.store.tables import AUDIT
from services.notify.usecases.publish_notice import publish_notice
from services.notify.usecases.show_notices import current_notices, show_notices
from services.notify.usecases.withdraw_notice import withdraw_notice
from tests.notify.hearing import tell
from tests.notify.town import BAKERY, CAMPAIGN, ISSUER, campaign, merchant

CLERK = Actor(role=Role.OFFICE_CLERK, subject="clerk", login_id="machida1")
BAKER = Actor(role=Role.STAFF, subject="taro", campaign_id=CAMPAIGN, merchant_id=BAKERY)
OTHER_SHOP = Actor(
    role=Role.STAFF,
    subject="jiro",
    campaign_id=CAMPAIGN,
    merchant_id=MerchantId(UUID(int=31)),
)
COMPANY = Actor(
    role=Role.COMPANY,
    subject="hanako",
    campaign_id=CAMPAIGN,
    company_id=CompanyId(UUID(int=20)),
)
NOTICE = NoticeId(UUID(int=70))


def today(db: Transactions) -> date:
    with db.begin() as tx:
        return town_day(clock.now(tx))


def publish(db: Transactions, **changes: Any) -> NoticeView:
    day = today(db)
    wanted: dict[str, Any] = {
        "notice_id": NOTICE,
        "issuer_code": ISSUER,
        "merchant_code": None,
        "author": NoticeAuthor.CITY,
        "text": "利用期限は2月28日まで！",
        "first_on": day,
        "last_on": day + timedelta(days=7),
    }
    with db.begin() as tx:
        return publish_notice(tx, PublishNotice(**(wanted | changes)), CLERK)


def withdraw(db: Transactions, notice_id: NoticeId = NOTICE) -> NoticeView:
    request = WithdrawNotice(issuer_code=ISSUER, notice_id=notice_id)
    with db.begin() as tx:
        return withdraw_notice(tx, request, CLERK)


def read_by(db: Transactions, actor: Actor) -> list[str]:
    with db.begin() as tx:
        return [each.text for each in current_notices(tx, actor).notices]


def listed(db: Transactions) -> list[NoticeView]:
    with db.begin() as tx:
        return list(show_notices(tx, NoticesQuery(issuer_code=ISSUER)).notices)


@pytest.fixture(autouse=True)
def _town(notify_db: Transactions) -> None:
    tell(notify_db, campaign(), merchant())


def test_all_shops_and_companies_read_a_campaigns_notice(
    notify_db: Transactions,
) -> None:
    assert publish(notify_db).shown

    for reader in (BAKER, OTHER_SHOP, COMPANY):
        assert read_by(notify_db, reader) == ["利用期限は2月28日まで！"]


def test_a_merchants_notice_is_read_there_and_at_its_company_only(
    notify_db: Transactions,
) -> None:
    publish(notify_db, merchant_code=MerchantCode("t01"), text="口座をご確認ください。")

    assert read_by(notify_db, BAKER) == ["口座をご確認ください。"]
    assert read_by(notify_db, COMPANY) == ["口座をご確認ください。"]
    assert read_by(notify_db, OTHER_SHOP) == []


def test_another_campaigns_shops_read_nothing(notify_db: Transactions) -> None:
    publish(notify_db)
    stranger = Actor(
        role=Role.STAFF,
        subject="saburo",
        campaign_id=CampaignId(UUID(int=2)),
        merchant_id=MerchantId(UUID(int=32)),
    )

    assert read_by(notify_db, stranger) == []


def test_a_notice_stands_from_its_first_day_to_its_last(
    notify_db: Transactions,
) -> None:
    first = today(notify_db) + timedelta(days=1)
    publish(notify_db, first_on=first, last_on=first)
    seen = []
    for days in (0, 1, 2):
        with notify_db.begin() as tx:
            clock.move(tx, timedelta(days=days))
        seen.append(len(read_by(notify_db, BAKER)))

    assert seen == [0, 1, 0]


def test_a_changed_notice_reads_anew_and_the_change_is_on_record(
    notify_db: Transactions,
) -> None:
    publish(notify_db)
    publish(notify_db)
    changed = publish(notify_db, text="利用期限は3月31日まで！")

    assert read_by(notify_db, BAKER) == ["利用期限は3月31日まで！"]
    assert changed.changed_by == "machida1"
    with notify_db.begin() as tx:
        acts = tx.execute(
            select(AUDIT.c.happening, AUDIT.c.facts).order_by(AUDIT.c.audit_id)
        ).all()
    assert [tuple(each) for each in acts] == [
        ("notice_published", {"text": "利用期限は2月28日まで！"}),
        ("notice_changed", {"text": "利用期限は3月31日まで！"}),
    ]


def test_a_withdrawn_notice_is_read_by_nobody(notify_db: Transactions) -> None:
    publish(notify_db)
    withdraw(notify_db)
    again = withdraw(notify_db)

    assert read_by(notify_db, BAKER) == []
    [notice] = listed(notify_db)
    assert (notice.shown, notice.withdrawn_at) == (False, again.withdrawn_at)
    assert publish(notify_db).shown, "changing it publishes it again"


@pytest.mark.parametrize("text", ["", " \r\n ", "あ" * 401, "a\x00b", "a\u202eb"])
def test_a_text_that_is_none_is_refused(notify_db: Transactions, text: str) -> None:
    with pytest.raises(NoticeMalformed):
        publish(notify_db, text=text)


def test_lines_of_a_notice_stay_lines(notify_db: Transactions) -> None:
    publish(notify_db, text="一行目\r\n二行目\n")

    assert read_by(notify_db, BAKER) == ["一行目\n二行目"]


def test_what_does_not_fit_is_refused(notify_db: Transactions) -> None:
    yesterday = today(notify_db) - timedelta(days=1)
    with pytest.raises(NoticeDaysReversed):
        publish(notify_db, last_on=yesterday)
    with pytest.raises(NotifyMerchantUnknown):
        publish(notify_db, merchant_code=MerchantCode("zzz"))
    with pytest.raises(NotifyCampaignUnknown):
        publish(notify_db, issuer_code=IssuerCode("XXXXXXXXX"))
    with pytest.raises(NoticeUnknown):
        withdraw(notify_db, NoticeId(UUID(int=71)))
    assert listed(notify_db) == []
