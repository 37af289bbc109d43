import threading
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import select

from machiken.settings import Secret
from services.notify.store.mail_server import MailServer
from services.notify.store.tables import LETTER
from services.notify.usecases import deliver as delivery
from services.notify.usecases.deliver import Desk, deliver
from services.notify.usecases.show_letters import show_letters
from tests.notify.hearing import tell
from tests.notify.sink import Sink, free_port, listening
from tests.notify.town import (
    campaign,
    invitation,
    merchant,
    payment,
    staff_invitation,
)
from tests.notify.waiting import deliver_all, later, waiting

TOWN = (campaign(), merchant(), invitation(), staff_invitation())


@pytest.mark.parametrize("answer", ["451 try again later", "554 no", "550 unknown"])
def test_a_refused_letter_is_tried_again_and_the_others_go_out(
    desk: Desk, sink: Sink, answer: str
) -> None:
    sink.refuse = lambda mail: answer if mail["To"] == "taro@bakery.example" else None
    tell(desk.db, *TOWN)
    deliver_all(desk)
    assert [mail["To"] for mail in sink.mails] == ["hanako@bakery.example"]

    sink.refuse = lambda _: None
    deliver_all(desk)
    assert len(sink.mails) == 1, "it rests before it is tried again"
    later(desk)
    deliver_all(desk)

    assert [mail["To"] for mail in sink.mails[1:]] == ["taro@bakery.example"]
    assert waiting(desk) == 0


def test_with_the_server_away_everything_waits_and_then_goes_out(desk: Desk) -> None:
    tell(desk.db, *TOWN, *(payment(number) for number in range(20)))
    port = free_port()
    server = MailServer(Secret(f"smtp://127.0.0.1:{port}"), timeout_s=0.5)
    desk = replace(desk, server=server)
    for _ in range(5):
        assert deliver(desk, urgent=False) == 0
    assert waiting(desk) == 42

    with listening(Sink(), port) as sink:
        later(desk)
        deliver_all(desk)

    assert waiting(desk) == 0
    assert len(sink.mails) == 42
    assert len({mail["Message-ID"] for mail in sink.mails}) == 42


def test_a_server_that_is_too_slow_loses_nothing(desk: Desk, sink: Sink) -> None:
    sink.delay_s = 2
    tell(desk.db, *TOWN)
    deliver(desk, urgent=False)
    assert waiting(desk) == 2

    sink.delay_s = 0
    later(desk)
    deliver_all(desk)

    assert waiting(desk) == 0
    sent_ids = Counter(mail["Message-ID"] for mail in sink.mails)
    assert len(sent_ids) == 2


def test_a_lost_answer_repeats_the_mail_under_the_same_id(
    desk: Desk, sink: Sink
) -> None:
    sink.drop_after_taking = 1
    tell(desk.db, *TOWN)
    deliver_all(desk)
    later(desk)
    deliver_all(desk)

    assert waiting(desk) == 0
    sent_ids = Counter(mail["Message-ID"] for mail in sink.mails)
    assert sorted(sent_ids.values()) == [1, 2]


def test_a_letter_that_kills_each_session_does_not_hold_up_the_others(
    desk: Desk, sink: Sink
) -> None:
    sink.refuse = lambda mail: (
        "421 going away" if mail["To"] == "hanako@bakery.example" else None
    )
    tell(desk.db, *TOWN)
    for _ in range(3):
        deliver_all(desk)

    assert [mail["To"] for mail in sink.mails] == ["taro@bakery.example"]
    assert waiting(desk) == 1


def test_a_letter_is_given_up_after_a_day_and_its_secret_erased(
    desk: Desk, sink: Sink
) -> None:
    sink.refuse = lambda _: "451 try again later"
    tell(desk.db, campaign(), invitation())
    hours = 0
    while waiting(desk):
        deliver_all(desk)
        later(desk)
        hours += 1

    assert 24 <= hours <= 26
    with desk.db.begin() as tx:
        assert show_letters(tx).given_up == 1
        secret, failure = tx.execute(select(LETTER.c.secret, LETTER.c.failure)).one()
    assert (secret, failure) == (None, "451")


def test_a_letter_refused_for_good_is_given_up_after_an_hour(
    desk: Desk, sink: Sink
) -> None:
    sink.refuse = lambda mail: (
        "550 unknown" if mail["To"] == "hanako@bakery.example" else "451 later"
    )
    tell(desk.db, *TOWN)
    deliver_all(desk)
    assert waiting(desk) == 2
    later(desk)
    deliver_all(desk)

    assert waiting(desk) == 1
    with desk.db.begin() as tx:
        given_up = select(LETTER.c.failure).where(LETTER.c.given_up_at.is_not(None))
        assert tx.scalars(given_up).all() == ["550"]


def test_with_the_server_away_for_three_days_nothing_is_given_up(desk: Desk) -> None:
    tell(desk.db, *TOWN)
    port = free_port()
    server = MailServer(Secret(f"smtp://127.0.0.1:{port}"), timeout_s=0.5)
    desk = replace(desk, server=server)
    for _ in range(3 * 24):
        deliver(desk, urgent=False)
        later(desk)

    with listening(Sink(), port) as sink:
        deliver_all(desk)

    assert waiting(desk) == 0
    assert len(sink.mails) == 2


def test_a_refused_sender_is_not_the_readers_fault(desk: Desk, sink: Sink) -> None:
    sink.refuse_sender = "550 not from here"
    tell(desk.db, *TOWN)
    for _ in range(3):
        deliver_all(desk)
        later(desk)
    assert waiting(desk) == 2

    sink.refuse_sender = ""
    deliver_all(desk)
    assert len(sink.mails) == 2


def test_two_workers_deliver_each_letter_once(desk: Desk, sink: Sink) -> None:
    tell(desk.db, *TOWN, *(payment(number) for number in range(30)))
    workers = [threading.Thread(target=deliver_all, args=(desk,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(sink.mails) == 62
    assert len({mail["Message-ID"] for mail in sink.mails}) == 62
    assert waiting(desk) == 0


def test_a_worker_that_was_frozen_sends_nothing_that_another_has(
    desk: Desk, sink: Sink
) -> None:
    tell(desk.db, *TOWN)
    frozen = delivery._leased(desk, urgent=False)  # noqa: SLF001 - frozen right there
    later(desk)
    deliver_all(desk)

    with desk.server.session() as session:
        delivery._hand_over(desk, session, frozen, within_s=9)  # noqa: SLF001 - woken

    assert len(sink.mails) == 2
