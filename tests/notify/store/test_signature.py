"""DKIM: what is signed is proven by the public key, and nothing else is."""

import base64
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from deploy.local.stack import Stack
from services.notify.store.signature import SignatureUnfit, Signer, signer
from services.notify.usecases.deliver import Desk
from tests.notify.hearing import tell
from tests.notify.sink import Sink
from tests.notify.town import (
    campaign,
    invitation,
    merchant,
    officer_invitation,
    one_time_password,
    payment,
    staff_invitation,
)
from tests.notify.waiting import deliver_all

DOMAIN: Final = "kinomachi.example"
RECORD_AT: Final = b"mail2026._domainkey.kinomachi.example."
KEY: Final = rsa.generate_private_key(public_exponent=65_537, key_size=2048)


def pem(
    key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey,
    form: PrivateFormat = PrivateFormat.PKCS8,
    sealed: KeySerializationEncryption | None = None,
) -> bytes:
    return key.private_bytes(Encoding.PEM, form, sealed or NoEncryption())


def written(folder: Path, content: bytes, mode: int = 0o600) -> str:
    file = folder / "dkim.pem"
    file.write_bytes(content)
    file.chmod(mode)
    return str(file)


def holds(mail: bytes) -> bool:
    """Return whether the mail is proven by what DNS would say of our key."""
    public = KEY.public_key().public_bytes(
        Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)

    def dns(name: bytes, timeout: int = 5) -> bytes | None:
        assert timeout
        return record if name == RECORD_AT else None

    return bool(dkim.verify(mail, dnsfunc=dns))


@pytest.fixture(params=[PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
def signing(request: pytest.FixtureRequest, desk: Desk, tmp_path: Path) -> Desk:
    """Return a desk that signs, by a key in each form that people make."""
    file = written(tmp_path, pem(KEY, request.param))
    return replace(
        desk, signer=signer(domain=DOMAIN, selector="mail2026", key_file=file)
    )


def arrived(desk: Desk, sink: Sink) -> list[bytes]:
    tell(desk.db, campaign(), merchant(), invitation(), staff_invitation())
    tell(desk.db, payment(), one_time_password(), officer_invitation())
    deliver_all(desk)
    assert len(sink.sources) == 6
    return sink.sources


def test_every_mail_that_arrives_is_proven_by_the_public_key(
    signing: Desk, sink: Sink
) -> None:
    for mail in arrived(signing, sink):
        assert mail.count(b"DKIM-Signature:") == 1
        assert holds(mail)


def test_what_was_changed_on_the_way_is_not(signing: Desk, sink: Sink) -> None:
    mail = arrived(signing, sink)[0]
    headers, _, body = mail.partition(b"\r\n\r\n")
    lines = body.split(b"\r\n")
    words = next(at for at, line in enumerate(lines) if len(line) > 70)
    lines[words] = lines[words][::-1]

    assert not holds(headers + b"\r\n\r\n" + b"\r\n".join(lines))
    assert not holds(mail.replace(b"=?utf-8?", b"=?UTF-8?", 1))


@pytest.mark.parametrize(
    "added",
    [
        "From: thief@evil.example",
        "Subject: Pay here",
        "To: all@evil.example",
        "Date: Thu, 01 Jan 1970 00:00:00 +0000",
        "Message-ID: <1@evil.example>",
        "MIME-Version: 1.0",
        "Content-Type: text/html",
    ],
)
def test_no_header_is_added_to_what_is_signed(added: str) -> None:
    mail = (
        b"From: a@kinomachi.example\r\nTo: b@c.example\r\nSubject: x\r\n"
        b"Message-ID: <1@a>\r\nDate: Wed, 24 Jun 2026 12:00:00 +0900\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    )
    ours = Signer(domain=DOMAIN, selector="mail2026", key=pem(KEY))
    signed = ours.signed(mail, writer="a@kinomachi.example")

    assert holds(signed)
    assert not holds(added.encode() + b"\r\n" + signed)
    bare = re.sub(rf"(?m)^{added.partition(':')[0]}:.*\r\n".encode(), b"", mail)
    if not added.startswith("From"):
        signed = ours.signed(bare, writer="a@kinomachi.example")
        assert holds(signed)
        assert not holds(added.encode() + b"\r\n" + signed)


def test_without_a_key_nothing_is_signed(desk: Desk, sink: Sink) -> None:
    assert desk.signer is None
    assert signer(domain="", selector="", key_file="") is None
    for mail in arrived(desk, sink):
        assert b"dkim" not in mail.lower()


@pytest.mark.parametrize(
    ("writer", "is_ours"),
    [
        ("a@kinomachi.example", True),
        ("a@KINOMACHI.example", True),
        ("a@mail.kinomachi.example", True),
        ("a@evilkinomachi.example", False),
        ("a@kinomachi.example.evil", False),
        ("a@example", False),
    ],
)
def test_only_our_own_domains_mails_are_signed(writer: str, *, is_ours: bool) -> None:
    ours = Signer(domain=DOMAIN, selector="mail2026", key=pem(KEY))
    mail = f"From: {writer}\r\n\r\nx\r\n".encode()

    assert (ours.signed(mail, writer=writer) != mail) == is_ours


def test_a_key_that_is_none_or_open_to_others_is_told_at_once(tmp_path: Path) -> None:
    short = rsa.generate_private_key(65_537, key_size=1024)  # noqa: S505 - refused
    sealed = pem(KEY, sealed=BestAvailableEncryption(b"x"))
    for content, mode, said in (
        (b"no key", 0o600, "no open PEM key"),
        (sealed, 0o600, "no open PEM key"),
        (pem(short), 0o600, "no RSA key of 2048 bits"),
        (pem(ed25519.Ed25519PrivateKey.generate()), 0o600, "no RSA key"),
        (pem(KEY), 0o644, "open to others"),
        (pem(KEY), 0o660, "open to others"),
    ):
        file = written(tmp_path, content, mode)
        with pytest.raises(SignatureUnfit, match=said) as refused:
            signer(domain=DOMAIN, selector="mail2026", key_file=file)
        assert "PRIVATE" not in str(refused.value)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"key_file": "/nowhere/dkim.pem"}, "DKIM_KEY_FILE: No such file"),
        ({"key_file": ""}, "missing beside the others: DKIM_KEY_FILE"),
        ({"selector": "", "key_file": ""}, "DKIM_SELECTOR, DKIM_KEY_FILE"),
        ({"domain": "kinomachi.example; p=x"}, "DKIM_DOMAIN is no name in DNS"),
        ({"selector": "a\r\nBcc: x"}, "DKIM_SELECTOR is no name in DNS"),
    ],
)
def test_half_a_setting_is_told_at_once(
    tmp_path: Path, told: dict[str, str], said: str
) -> None:
    whole = {"domain": DOMAIN, "selector": "mail2026"}
    with pytest.raises(SignatureUnfit, match=said):
        signer(**whole | {"key_file": written(tmp_path, pem(KEY))} | told)


def test_the_worker_does_not_start_with_a_key_that_is_not_there(stack: Stack) -> None:
    told = stack.environment("notify-worker") | {
        "DKIM_DOMAIN": DOMAIN,
        "DKIM_SELECTOR": "mail2026",
        "DKIM_KEY_FILE": "/nowhere/dkim.pem",
        "PATH": os.environ["PATH"],
    }
    ended = subprocess.run(
        [sys.executable, "-m", "machiken.worker", "notify"],
        env=told,
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert ended.returncode == 1
    assert b"SignatureUnfit: DKIM_KEY_FILE: No such file" in ended.stderr
