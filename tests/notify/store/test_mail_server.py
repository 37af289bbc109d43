import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from machiken.settings import Secret
from services.notify.store.mail_server import (
    LetterRefused,
    MailServer,
    MailServerAway,
    MailServerUnfit,
)
from tests.notify.certificates import server_side
from tests.notify.sink import Sink, listening

MAIL = b"Subject: hello\r\n\r\nhello\r\n"
WRITER, READER = "shohinken@kinomachi.example", "hanako@bakery.example"


def send(server: MailServer) -> None:
    with server.session() as session:
        session.send(MAIL, writer=WRITER, reader=READER)


@contextmanager
def secured(scheme: str, folder: Path, name: str) -> Iterator[tuple[Sink, str]]:
    """Have a server listen by TLS, from the start or on demand."""
    context, trusted = server_side(folder, name)
    how = (
        {"ssl_context": context}
        if scheme == "smtps"
        else {"tls_context": context, "require_starttls": True}
    )
    with listening(Sink(), **how) as sink:
        yield sink, trusted


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
def test_a_proven_server_gets_the_mail(scheme: str, tmp_path: Path) -> None:
    with secured(scheme, tmp_path, "localhost") as (sink, trusted):
        url = Secret(f"{scheme}://localhost:{sink.port}")
        send(MailServer(url, trusted=trusted))

    assert len(sink.mails) == 1


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
def test_a_server_with_a_certificate_that_nobody_signed_gets_nothing(
    scheme: str, tmp_path: Path
) -> None:
    with secured(scheme, tmp_path, "localhost") as (sink, _):
        url = Secret(f"{scheme}://localhost:{sink.port}")
        with pytest.raises(MailServerAway, match="SSLCertVerificationError"):
            send(MailServer(url))

    assert sink.mails == []


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
def test_a_server_with_anothers_certificate_gets_nothing(
    scheme: str, tmp_path: Path
) -> None:
    with secured(scheme, tmp_path, "else.example") as (sink, trusted):
        url = Secret(f"{scheme}://localhost:{sink.port}")
        with pytest.raises(MailServerAway, match="SSLCertVerificationError"):
            send(MailServer(url, trusted=trusted))

    assert sink.mails == []


def test_a_server_without_tls_gets_nothing_where_tls_was_asked_for() -> None:
    with listening(Sink()) as sink:
        url = Secret(f"smtp+starttls://127.0.0.1:{sink.port}")
        with pytest.raises(MailServerAway, match="SMTPNotSupportedError"):
            send(MailServer(url))

    assert sink.mails == []


def test_a_password_is_never_sent_in_clear() -> None:
    with pytest.raises(MailServerUnfit, match="in clear"):
        MailServer(Secret("smtp://user:pass@mail.example"))
    with pytest.raises(MailServerUnfit, match="begins with none"):
        MailServer(Secret("http://mail.example"))


@pytest.mark.parametrize(
    ("answer", "for_good"), [("451 later", False), ("550 no", True), ("554 no", True)]
)
def test_what_a_server_refuses_for_now_is_told_from_what_it_refuses_for_good(
    answer: str, *, for_good: bool
) -> None:
    with listening(Sink()) as sink:
        sink.refuse = lambda _: answer
        with pytest.raises(LetterRefused) as refused:
            send(sink.server)

    assert refused.value.for_good is for_good
    assert str(refused.value) == answer[:3]


def test_a_server_that_drips_its_answer_is_cut_off() -> None:
    with dripping() as port:
        server = MailServer(
            Secret(f"smtp://127.0.0.1:{port}"), timeout_s=30, session_s=0.5
        )
        with pytest.raises(MailServerAway):
            send(server)


@contextmanager
def dripping() -> Iterator[int]:
    """Have a server listen that is never silent and never done."""
    over = threading.Event()

    def drip(listener: socket.socket) -> None:
        client, _ = listener.accept()
        with client:
            while not over.is_set():
                try:
                    client.sendall(b"2")
                except OSError:
                    return
                time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        thread = threading.Thread(target=drip, args=(listener,))
        thread.start()
        try:
            yield port
        finally:
            over.set()
            thread.join()
