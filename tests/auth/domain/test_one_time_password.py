from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.auth.domain import one_time_password

KEY = bytes(range(32))
SIGN_IN = UUID(int=1)
KEPT = one_time_password.digest(KEY, SIGN_IN, "0042")
NOON = datetime(2026, 6, 24, 3, 0, tzinfo=UTC)


def test_a_number_has_four_digits_and_any_may_come() -> None:
    numbers = {one_time_password.new() for _ in range(5_000)}

    assert all(len(each) == 4 and each.isascii() for each in numbers)
    assert all(each.isdigit() for each in numbers)
    assert {each[0] for each in numbers} == set("0123456789")


def test_the_number_is_right_in_narrow_and_in_wide_digits() -> None:
    for typed in ("0042", "００４２", " 0042 ", "　0042\n"):
        assert one_time_password.is_right(KEPT, KEY, SIGN_IN, typed)


def test_anything_else_is_wrong() -> None:
    for typed in ("0043", "42", "00420", "", "00 42", "\ud800", "\0", "零零四二"):
        assert not one_time_password.is_right(KEPT, KEY, SIGN_IN, typed)


def test_the_number_is_wrong_for_another_sign_in_and_under_another_key() -> None:
    assert not one_time_password.is_right(KEPT, KEY, UUID(int=2), "0042")
    assert not one_time_password.is_right(KEPT, bytes(32), SIGN_IN, "0042")


def test_two_unanswered_mails_allow_a_third() -> None:
    assert one_time_password.next_mail_at([NOON, NOON]) is None


def test_three_unanswered_mails_make_one_wait() -> None:
    sent = [NOON + timedelta(minutes=each) for each in range(3)]

    assert one_time_password.next_mail_at(sent) == NOON + timedelta(minutes=15)
