from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select

from machiken import clock
from machiken.database import Transactions
from services.notify.store.tables import LETTER
from services.notify.usecases.deliver import Desk, deliver
from services.notify.usecases.show_letters import show_letters
from tests.notify.hearing import tell
from tests.notify.sink import Sink, words
from tests.notify.town import (
    CAMPAIGN_NAME,
    campaign,
    invitation,
    merchant,
    officer_invitation,
    one_time_password,
    payment,
    refund,
    staff_invitation,
)
from tests.notify.waiting import deliver_all

TOWN = (campaign(), merchant(), invitation(), staff_invitation())


def test_every_letter_of_a_day_arrives(desk: Desk, sink: Sink) -> None:
    tell(desk.db, *TOWN, payment(), refund(payment()), one_time_password())
    deliver_all(desk)

    assert [mail["Subject"] for mail in sink.to("hanako@bakery.example")] == [
        f"【{CAMPAIGN_NAME}】ワンタイムパスワードのお知らせ / Your one-time password",
        (
            f"【重要なお知らせ】{CAMPAIGN_NAME} 加盟店情報登録完了のお知らせ"
            " / Important: your registration is complete"
        ),
        f"【{CAMPAIGN_NAME}】決済完了のお知らせ / Payment complete",
        f"【{CAMPAIGN_NAME}】返金完了のお知らせ / Refund complete",
    ]
    assert len(sink.to("taro@bakery.example")) == 3
    mail = sink.mails[0]
    assert mail["From"] == "木ノ町 <shohinken@kinomachi.example>"
    assert "\n0472\n" in words(mail)


def test_a_campaigns_own_words_arrive_in_its_letters(desk: Desk, sink: Sink) -> None:
    told = campaign()
    own = {"completion": "{merchant_name}さま、ありがとうございます。"}
    tell(desk.db, replace(told, rules=replace(told.rules, mail_texts=own)), *TOWN[1:])
    tell(desk.db, payment())
    deliver_all(desk)

    completed = [mail for mail in sink.mails if "決済完了" in str(mail["Subject"])]
    assert len(completed) == 2
    for mail in completed:
        assert "木ノ町ベーカリーさま、ありがとうございます。" in words(mail)


def test_a_batch_takes_one_session(desk: Desk, sink: Sink) -> None:
    tell(desk.db, *TOWN, *(payment(number) for number in range(5)))

    assert deliver(desk, urgent=False) == 12

    assert (len(sink.mails), sink.sessions) == (12, 1)


def test_a_delivered_secret_is_erased(desk: Desk, sink: Sink) -> None:
    tell(desk.db, *TOWN, one_time_password())
    deliver_all(desk)

    assert "Himitsu-2026" in words(sink.to("hanako@bakery.example")[1])
    with desk.db.begin() as tx:
        assert set(tx.scalars(select(LETTER.c.secret))) == {None}
        view = show_letters(tx)
    assert (view.waiting, view.sent, view.given_up) == (0, 3, 0)
    assert view.by_kind == {
        "one_time_password": 1,
        "registration": 1,
        "staff_invitation": 1,
    }


def test_nothing_is_delivered_twice(desk: Desk, sink: Sink) -> None:
    tell(desk.db, *TOWN)
    deliver_all(desk)
    tell(desk.db, *TOWN)
    deliver_all(desk)

    assert len(sink.mails) == 2


def test_a_letter_waits_for_its_campaign_and_its_reader(desk: Desk, sink: Sink) -> None:
    tell(desk.db, merchant(), invitation(), payment())
    deliver_all(desk)
    assert sink.mails == []

    tell(desk.db, campaign())
    deliver_all(desk)
    assert len(sink.to("hanako@bakery.example")) == 2
    assert len(sink.mails) == 2

    tell(desk.db, staff_invitation())
    deliver_all(desk)
    assert len(sink.to("taro@bakery.example")) == 2


def test_the_office_hears_without_a_campaign(desk: Desk, sink: Sink) -> None:
    tell(desk.db, officer_invitation())
    deliver_all(desk)

    (mail,) = sink.mails
    assert mail["From"].addresses[0].addr_spec == "no-reply@kinomachi.example"
    assert "町田 係 様" in words(mail)


def test_a_late_one_time_password_is_not_sent(desk: Desk, sink: Sink) -> None:
    issued = one_time_password(expires_at=_now(desk.db) + timedelta(minutes=5))
    tell(desk.db, *TOWN, issued)
    with desk.db.begin() as tx:
        clock.move(tx, timedelta(minutes=5))
    deliver_all(desk)

    assert not any("ワンタイム" in mail["Subject"] for mail in sink.mails)
    with desk.db.begin() as tx:
        assert show_letters(tx).given_up == 1
        assert set(tx.scalars(select(LETTER.c.secret))) == {None}


def test_names_of_any_kind_reach_the_reader_and_forge_nothing(
    desk: Desk, sink: Sink
) -> None:
    evil = "①髙﨑𠮷\r\nBcc: thief@evil.example"
    event = campaign()
    tell(
        desk.db,
        replace(event, rules=replace(event.rules, name=evil, issuer_name=evil)),
        invitation(merchant_name=evil, staff_name=evil),
    )
    deliver_all(desk)

    (mail,) = sink.mails
    assert mail["Bcc"] is None
    assert "①髙﨑𠮷" in mail["Subject"]
    assert mail["From"].addresses[0].display_name.startswith("①髙﨑𠮷")
    assert "①髙﨑𠮷 Bcc: thief@evil.example 代表" in words(mail)


def _now(db: Transactions) -> datetime:
    with db.begin() as tx:
        return clock.now(tx)
