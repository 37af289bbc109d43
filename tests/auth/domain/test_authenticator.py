from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pyotp

from services.auth.domain import authenticator, recovery_code

# The secret and the moments of RFC 6238, appendix B; six of its eight digits.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC_DIGITS = {
    59: "287082",
    1_111_111_109: "081804",
    1_111_111_111: "050471",
    1_234_567_890: "005924",
    2_000_000_000: "279037",
    20_000_000_000: "353130",
}
NOON = datetime(2026, 6, 24, 3, 0, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)


def _digits(at: datetime) -> str:
    return pyotp.TOTP(RFC_SECRET).at(at)


def _step(typed: str, *, at: datetime = NOON, after: int | None = None) -> int | None:
    return authenticator.step_of(RFC_SECRET, typed, at=at, after=after)


def test_the_digits_are_those_of_the_standard() -> None:
    for seconds, digits in RFC_DIGITS.items():
        at = datetime.fromtimestamp(seconds, UTC)
        assert _step(digits, at=at) == seconds // 30


def test_a_phone_may_be_one_step_off_either_way_and_no_more() -> None:
    assert _step(_digits(NOON - STEP)) is not None
    assert _step(_digits(NOON)) is not None
    assert _step(_digits(NOON + STEP)) is not None
    assert _step(_digits(NOON - 2 * STEP)) is None
    assert _step(_digits(NOON + 2 * STEP)) is None


def test_a_step_that_was_taken_and_those_before_it_are_wrong() -> None:
    taken = _step(_digits(NOON))

    assert _step(_digits(NOON), after=taken) is None
    assert _step(_digits(NOON - STEP), after=taken) is None
    assert _step(_digits(NOON + STEP), after=taken) is not None


def test_digits_may_be_wide_or_in_groups() -> None:
    digits = _digits(NOON)
    wide = digits.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})

    for typed in (digits, f"{digits[:3]} {digits[3:]}", wide, f" {digits}　"):
        assert _step(typed) is not None


def test_anything_else_is_wrong() -> None:
    digits = _digits(NOON)
    for typed in ("", digits[:5], digits + "0", "\ud800", "\0" * 6, "零零四二零零"):
        assert _step(typed) is None


def test_a_secret_is_new_each_time_and_of_160_bits() -> None:
    secrets = {authenticator.new_secret() for _ in range(100)}

    assert len(secrets) == 100
    assert {len(pyotp.TOTP(each).byte_secret()) for each in secrets} == {20}


def test_an_app_reads_the_secret_and_whose_it_is_from_the_address() -> None:
    address = urlsplit(authenticator.address(RFC_SECRET, "hanako", "木漏れ日"))

    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert parse_qs(address.query)["secret"] == [RFC_SECRET]
    assert parse_qs(address.query)["issuer"] == [authenticator.ISSUER]
    assert "hanako" in address.path


def test_recovery_codes_are_eight_and_known_however_they_are_typed() -> None:
    codes = recovery_code.new_ones()

    assert len(set(codes)) == 8
    for code in codes:
        kept = recovery_code.digest(code)
        assert recovery_code.digest(code.lower().replace("-", " ")) == kept
        assert recovery_code.digest(code[:-1]) != kept
        assert code.replace("-", "").encode() not in kept
