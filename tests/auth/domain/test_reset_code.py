import re
from uuid import UUID

from services.auth.domain import reset_code

KEY = bytes(range(32))
RESET = UUID(int=1)
FORM = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}")
KEPT = reset_code.digest(KEY, RESET, "A7K20-9XM1T")


def test_a_code_has_fifty_random_bits_and_reads_clearly() -> None:
    codes = {reset_code.new() for _ in range(500)}

    assert len(codes) == 500
    assert all(
        re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", each)
        for each in codes
    )


def test_however_it_is_typed_it_is_understood() -> None:
    for typed in (
        "A7K20-9XM1T",
        "a7k209xm1t",
        " A7K2O 9XMlT ",
        "Ａ７Ｋ２０－９ＸＭ１Ｔ",
    ):
        assert reset_code.is_right(KEPT, KEY, RESET, typed)


def test_anything_else_is_wrong() -> None:
    for typed in ("", "A7K20-9XM1", "A7K20-9XM1U", "\ud800", "\0"):
        assert not reset_code.is_right(KEPT, KEY, RESET, typed)
    assert not reset_code.is_right(KEPT, KEY, UUID(int=2), "A7K20-9XM1T")
