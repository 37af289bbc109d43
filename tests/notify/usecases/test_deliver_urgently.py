import threading
from dataclasses import replace

from machiken.settings import Secret
from services.notify.store.mail_server import MailServer
from services.notify.usecases.deliver import Desk, deliver
from tests.notify.hearing import tell
from tests.notify.sink import Sink
from tests.notify.town import (
    campaign,
    invitation,
    merchant,
    one_time_password,
    payment,
    staff_invitation,
)

LETTERS = 2_000
TOWN = (campaign(), merchant(), invitation(), staff_invitation())


def test_a_one_time_password_overtakes_two_thousand_letters(
    desk: Desk, sink: Sink
) -> None:
    tell(desk.db, *TOWN, *(payment(number) for number in range(LETTERS // 2)))
    sink.delay_s = 0.02
    over = threading.Event()

    def ordinary() -> None:
        while not over.is_set():
            deliver(desk, urgent=False)

    worker = threading.Thread(target=ordinary)
    worker.start()
    try:
        assert sink.arrived.wait(30), "the ordinary letters are under way"
        before = len(sink.mails)
        tell(desk.db, one_time_password())
        assert deliver(desk, urgent=True) == 1
    finally:
        over.set()
        worker.join()

    subjects = [mail["Subject"] for mail in sink.mails]
    (place,) = (at for at, subject in enumerate(subjects) if "ワンタイム" in subject)
    assert place - before < 20
    assert len(subjects) < LETTERS, "it did not just come last"


def test_a_slow_server_keeps_an_ordinary_session_and_not_the_urgent_one(
    desk: Desk, sink: Sink
) -> None:
    tell(desk.db, *TOWN)
    patient = MailServer(Secret(f"smtp://127.0.0.1:{sink.port}"), timeout_s=60)
    desk = replace(desk, server=patient)
    holding = threading.Event()
    sink.hold = lambda mail: None if "ワンタイム" in mail["Subject"] else holding
    worker = threading.Thread(target=deliver, args=(desk,), kwargs={"urgent": False})
    worker.start()
    try:
        assert sink.held.wait(30), "the server holds an ordinary letter"
        tell(desk.db, one_time_password())
        assert deliver(desk, urgent=True) == 1
        assert worker.is_alive()
    finally:
        holding.set()
        worker.join()

    assert "ワンタイム" in sink.mails[0]["Subject"]
