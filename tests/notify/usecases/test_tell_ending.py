from dataclasses import replace
from datetime import date, timedelta

from machiken import clock
from machiken.contracts.redemption import CampaignApplied
from machiken.town_time import town_day
from services.notify.usecases.deliver import Desk
from services.notify.usecases.tell_ending import tell_endings
from tests.notify.hearing import tell
from tests.notify.sink import Sink, words
from tests.notify.town import CAMPAIGN_NAME, campaign, invitation, merchant
from tests.notify.waiting import deliver_all, later

SUBJECT = (
    f"【重要なお知らせ】{CAMPAIGN_NAME} 換金期限のお知らせ"
    " / Important: redeem your vouchers in time"
)
A_DAY = timedelta(days=1)


def ending(last_on: date, version: int = 1) -> CampaignApplied:
    rules = replace(campaign().rules, redeem_last_on=last_on, use_last_on=last_on)
    return replace(campaign(), campaign_version=version, rules=rules)


def today(desk: Desk) -> date:
    with desk.db.begin() as tx:
        return town_day(clock.now(tx))


def reminders(desk: Desk, sink: Sink) -> int:
    while tell_endings(desk.db):
        pass
    deliver_all(desk)
    return [str(mail["Subject"]) for mail in sink.mails].count(SUBJECT)


def test_a_merchant_is_told_once_two_weeks_before_the_end(
    desk: Desk, sink: Sink
) -> None:
    last_on = today(desk) + 15 * A_DAY
    tell(desk.db, ending(last_on), merchant(), invitation())
    told = []
    for _ in range(4):
        told.append(reminders(desk, sink))
        later(desk, A_DAY)

    assert told == [0, 1, 1, 1]
    said = words(sink.mails[-1])
    day = f"{last_on.year}年{last_on.month}月{last_on.day}日"
    assert f"換金（決済）：{day}まで\n" in said


def test_a_later_end_is_told_anew(desk: Desk, sink: Sink) -> None:
    soon = today(desk) + A_DAY
    tell(desk.db, ending(soon), merchant(), invitation())
    assert reminders(desk, sink) == 1

    tell(desk.db, ending(soon + A_DAY, version=2))
    assert reminders(desk, sink) == 2


def test_nobody_is_told_of_an_end_that_has_passed(desk: Desk, sink: Sink) -> None:
    tell(desk.db, ending(today(desk) - A_DAY), merchant(), invitation())

    assert reminders(desk, sink) == 0
