"""Voucher codes: nothing made up is accepted, and everything printed can be typed."""

import random
import re
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machiken.contracts.redemption import VoucherMalformed
from machiken.ids import VoucherCode
from services.redemption.domain.voucher_code import (
    Series,
    digest,
    grouped,
    new_code,
    read_code,
)

KEY: Final = bytes(range(32))
OTHER_KEY: Final = bytes(32)
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
QR_ALPHANUMERIC: Final = re.compile(r"[0-9A-Z $%*+\-./:]+")

keys = st.binary(min_size=32, max_size=32)
prefixes = st.text(ALPHABET, min_size=2, max_size=2)
series = st.sampled_from(Series)
separators = st.sampled_from(["", "", "", " ", "-", "　", "－", "ー", "–", "\n"])
strokes = st.tuples(st.integers(0, 59), st.booleans(), separators)
hands = st.lists(strokes, min_size=32, max_size=32)

Stroke = tuple[int, bool, str]


def accepted(text: str) -> bool:
    """Return whether `text` passes for a code."""
    try:
        read_code(KEY, text)
    except VoucherMalformed:
        return False
    return True


@given(keys, prefixes, series)
def test_a_code_is_read_back_as_it_was_made(
    key: bytes, prefix: str, series: Series
) -> None:
    code = new_code(key, prefix, series)
    read = read_code(key, code)

    assert (read.code, read.prefix, read.series) == (code, prefix, series)


@given(prefixes, series, hands)
def test_a_code_is_read_however_a_hand_types_it(
    prefix: str, series: Series, hand: list[Stroke]
) -> None:
    code = new_code(KEY, prefix, series)
    typed = "".join(map(_typed, code, hand))

    assert read_code(KEY, typed).code == code


def test_a_code_fits_the_small_qr() -> None:
    code = new_code(KEY, "A7", Series.REAL)

    assert len(code) == 32
    assert QR_ALPHANUMERIC.fullmatch(code)


def test_100_000_random_codes_are_all_refused() -> None:
    dice = random.Random(20261031)  # noqa: S311 - a test repeats itself
    random_codes = (
        "MK"
        + "".join(dice.choices(ALPHABET, k=2))
        + dice.choice("RS")
        + "".join(dice.choices(ALPHABET, k=27))
        for _ in range(100_000)
    )

    assert [code for code in random_codes if accepted(code)] == []


def test_10_000_codes_with_a_flipped_bit_are_all_refused() -> None:
    dice = random.Random(20261130)  # noqa: S311 - a test repeats itself
    codes = [new_code(KEY, "A7", Series.REAL) for _ in range(100)]
    flipped = (_one_bit_off(dice.choice(codes), dice) for _ in range(10_000))

    assert [code for code in flipped if accepted(code)] == []


def test_a_sample_cannot_be_edited_into_money() -> None:
    sample = new_code(KEY, "A7", Series.SAMPLE)

    assert not accepted(sample[:4] + "R" + sample[5:])


def test_a_code_cannot_be_moved_to_another_campaign() -> None:
    code = new_code(KEY, "A7", Series.REAL)

    assert not accepted("MKA8" + code[4:])


def test_a_code_of_another_installation_is_refused() -> None:
    assert not accepted(new_code(OTHER_KEY, "A7", Series.REAL))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "",
        lambda code: code[:-1],
        lambda code: code + "0",
        lambda code: "https://kinomachi.example/" + code,
        lambda code: code[:-1] + "U",
        lambda code: code + " " * 200,
        lambda code: code[:8] + "\0" + code[8:],
        lambda code: code[:8] + "\ud800" + code[9:],
    ],
)
def test_what_has_not_the_shape_of_a_code_is_refused(
    spoil: Callable[[VoucherCode], str],
) -> None:
    assert not accepted(spoil(new_code(KEY, "A7", Series.REAL)))


@given(st.text())
def test_no_text_makes_reading_fail_otherwise(text: str) -> None:
    assert not accepted(text)


def test_ten_thousand_codes_are_ten_thousand_codes() -> None:
    codes = {new_code(KEY, "A7", Series.REAL) for _ in range(10_000)}

    assert len(codes) == 10_000


def test_the_database_finds_a_code_by_a_digest_that_does_not_show_it() -> None:
    code = new_code(KEY, "A7", Series.REAL)

    assert digest(KEY, code) == digest(KEY, read_code(KEY, code.lower()).code)
    assert digest(KEY, code) != digest(OTHER_KEY, code)
    assert len(digest(KEY, code)) == 32
    assert code.encode() not in digest(KEY, code)


def test_a_code_stays_readable_for_years() -> None:
    """A change of the layout or of a key's label would void printed paper."""
    code = VoucherCode("MKA7R04HMASW9NF6YY093T97HY2WC17W")

    assert read_code(KEY, code).code == code
    assert digest(KEY, code).hex() == (
        "4284ac64424f9be602627151e03b8c645693246f365ed21b8a3229ccd53512a6"
    )


def test_print_shows_eight_groups_of_four() -> None:
    code = new_code(KEY, "A7", Series.REAL)

    assert re.fullmatch(r"(\w{4} ){7}\w{4}", grouped(code))
    assert read_code(KEY, grouped(code)).code == code


def test_a_log_of_what_was_read_does_not_show_the_code() -> None:
    code = new_code(KEY, "A7", Series.REAL)

    assert code not in repr(read_code(KEY, code))


def _typed(char: str, stroke: Stroke) -> str:
    """Return `char` as some hand might type it, perhaps with a separator behind."""
    choice, wide, separator = stroke
    looks_alike = {"0": "0Oo", "1": "1IiLl"}.get(char, char + char.lower())
    written = looks_alike[choice % len(looks_alike)]
    return (chr(ord(written) + 0xFEE0) if wide else written) + separator


def _one_bit_off(code: VoucherCode, dice: random.Random) -> str:
    """Return `code` with one of its 160 bits flipped."""
    at = dice.randrange(len(code))
    other = ALPHABET[ALPHABET.index(code[at]) ^ 1 << dice.randrange(5)]
    return code[:at] + other + code[at + 1 :]
