"""What the QR of a voucher says: how a code is made, read from a hand, and looked up.

    MK A7 R 3F9K0QZ2X8WM5T1C 8H4NV0YJ6DB
    |  |  | |                `- check: 55 bits of a keyed digest of all before it
    |  |  | `- 80 random bits
    |  |  `- series: R is money, S is a sample for practice
    |  `- the campaign's prefix
    `- says whose code this is, before a key is asked

32 characters of Crockford's base32 (no I, L, O, U): eight groups of four under the
hand, and within the 38 that QR version 2-M holds in its alphanumeric mode. The check
covers prefix and series, so that a sample can't be edited into money. It keeps made-up
codes away from the database; it is the 80 random bits that keep a code from being
guessed, so even whoever steals the key still has to find a voucher that was issued.
"""

import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final

from machiken.contracts.redemption import VoucherMalformed
from machiken.ids import VoucherCode

_KEY_BYTES: Final = 32
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MAKER: Final = "MK"
_RANDOM_BITS: Final = 80
_CHECK_BITS: Final = 55
_GROUP_CHARS: Final = 4

_TYPED_CHARS_MAX: Final = 200  # generous for spaces, short enough to cost nothing
_PREFIX: Final = re.compile(f"[{_ALPHABET}]{{2}}")
_SHAPE: Final = re.compile(
    f"(?P<body>{_MAKER}(?P<prefix>{_PREFIX.pattern})(?P<series>[RS])"
    f"[{_ALPHABET}]{{{_RANDOM_BITS // 5}}})"
    f"(?P<check>[{_ALPHABET}]{{{_CHECK_BITS // 5}}})"
)

_DASHES: Final = "-‐‒–—―−ー_"  # NFKC leaves them apart; keyboards offer any of them
_AS_PRINTED: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzOIL",
    "ABCDEFGH1JK1MN0PQRSTUVWXYZ011",
    _DASHES,
)


class Series(StrEnum):
    """Whether a voucher is money or a sample; the letter is a part of its code."""

    REAL = "R"
    SAMPLE = "S"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCode:
    """A code whose check was right, as printed; whether it was issued is not known."""

    code: VoucherCode = field(repr=False)  # a secret: never in a log by accident
    prefix: str
    series: Series


def new_code(key: bytes, prefix: str, series: Series) -> VoucherCode:
    """Return a fresh secret code for one voucher of the campaign named by `prefix`."""
    assert _PREFIX.fullmatch(prefix), f"a prefix is two of {_ALPHABET}"
    random = _crockford(secrets.randbits(_RANDOM_BITS), _RANDOM_BITS)
    body = f"{_MAKER}{prefix}{series}{random}"
    return VoucherCode(body + _check(key, body))


def read_code(key: bytes, text: str) -> ReadCode:
    """Return the code that a scan or a hand meant by `text`.

    Takes wide letters, small letters, spaces and dashes, and O, I and L for 0, 1
    and 1. Raises `VoucherMalformed` for anything but a code that `key` has made.
    """
    shaped = _SHAPE.fullmatch(_as_printed(text))
    if shaped is None or len(text) > _TYPED_CHARS_MAX:
        raise VoucherMalformed
    if not hmac.compare_digest(shaped["check"], _check(key, shaped["body"])):
        raise VoucherMalformed
    return ReadCode(
        code=VoucherCode(shaped[0]),
        prefix=shaped["prefix"],
        series=Series(shaped["series"]),
    )


def digest(key: bytes, code: VoucherCode) -> bytes:
    """Return the 32 bytes under which the database knows `code`, which it never holds.

    Keyed, so that a stolen table tells nothing even to a holder of one paper, and
    under a key of its own, so that no check can be read off a digest.
    """
    return _mac(_subkey(key, "lookup"), code)


def grouped(code: VoucherCode) -> str:
    """Return `code` in groups of four, as it is printed for typing by hand."""
    starts = range(0, len(code), _GROUP_CHARS)
    return " ".join(code[start : start + _GROUP_CHARS] for start in starts)


def _as_printed(text: str) -> str:
    """Return `text` in the letters of a print; still anything, if it was no code."""
    plain = unicodedata.normalize("NFKC", text[:_TYPED_CHARS_MAX])
    return "".join(plain.split()).translate(_AS_PRINTED)


def _check(key: bytes, body: str) -> str:
    """Return the check that belongs behind `body`."""
    mac = int.from_bytes(_mac(_subkey(key, "check"), body))
    return _crockford(mac >> (256 - _CHECK_BITS), _CHECK_BITS)


def _crockford(number: int, bits: int) -> str:
    """Return `number` in base32, high digits first, `bits` / 5 characters long."""
    return "".join(_ALPHABET[number >> at & 31] for at in range(bits - 5, -1, -5))


@lru_cache(maxsize=8)
def _subkey(key: bytes, purpose: str) -> bytes:
    """Return the key for one purpose: the single block of an HKDF-Expand of `key`."""
    assert len(key) == _KEY_BYTES, f"the voucher key is {_KEY_BYTES} bytes long"
    return _mac(key, f"machiken/voucher/{purpose}\x01")


def _mac(key: bytes, text: str) -> bytes:
    """Return HMAC-SHA256."""
    return hmac.digest(key, text.encode(), "sha256")
