import base64

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as some

from machiken.confidential import CannotOpen, Envelope, Sealed
from machiken.settings import Secret

OLD = Fernet.generate_key().decode()
NEW = Fernet.generate_key().decode()
ENVELOPE = Envelope(Secret(NEW))


@given(some.text())
def test_what_was_sealed_is_opened_as_it_was(words: str) -> None:
    assert ENVELOPE.open(ENVELOPE.seal(words)) == words


@given(some.binary())
def test_bytes_are_sealed_too(content: bytes) -> None:
    assert ENVELOPE.open_bytes(ENVELOPE.seal_bytes(content)) == content


def test_the_sealed_text_shows_nothing_and_never_looks_the_same_twice() -> None:
    first, second = ENVELOPE.seal("1234"), ENVELOPE.seal("1234")

    assert "1234" not in first
    assert first != second


def test_a_new_key_seals_while_the_old_one_still_opens() -> None:
    before = Envelope(Secret(OLD)).seal("old words")
    both = Envelope(Secret(f"{NEW},{OLD}"))

    assert both.open(before) == "old words"
    assert ENVELOPE.open(both.seal("new words")) == "new words"


def test_another_key_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        Envelope(Secret(OLD)).open(ENVELOPE.seal("words"))


def test_a_changed_text_does_not_open_wherever_it_was_changed() -> None:
    sealed = base64.urlsafe_b64decode(ENVELOPE.seal("words"))

    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(CannotOpen):
            ENVELOPE.open_bytes(base64.urlsafe_b64encode(changed))


@pytest.mark.parametrize("junk", ["", "hello", "語", "gAAAA", "\x00"])
def test_what_was_never_sealed_does_not_open(junk: str) -> None:
    with pytest.raises(CannotOpen):
        ENVELOPE.open(Sealed(junk))


def test_the_reason_does_not_quote_the_text() -> None:
    with pytest.raises(CannotOpen) as caught:
        ENVELOPE.open(Sealed("canary-7f3a91"))

    assert "canary" not in str(caught.value)
