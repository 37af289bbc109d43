import pytest

from services.auth.domain.password import MANUAL, new_initial


@pytest.mark.parametrize(
    "password",
    ["Abcdefgh12", "Abcdefgh12345678", "abcdefg#12", "ABCDEFG#12", "Abcdefg#$%"],
)
def test_ten_to_sixteen_of_three_kinds_are_allowed(password: str) -> None:
    assert MANUAL.allows(password)


@pytest.mark.parametrize("password", ["Abcdefg12", "Abcdefgh123456789"])
def test_nine_and_seventeen_are_not(password: str) -> None:
    assert not MANUAL.allows(password)


@pytest.mark.parametrize("password", ["abcdefgh12", "ABCDEFGH#$", "1234567890"])
def test_two_kinds_are_too_few(password: str) -> None:
    assert not MANUAL.allows(password)


@pytest.mark.parametrize("stranger", ["Ａ", "１", "あ", " ", "!", "\n", "é"])
def test_other_characters_are_not_allowed(stranger: str) -> None:
    assert not MANUAL.allows(f"Abcdefgh12{stranger}")


def test_an_initial_password_keeps_the_rule_and_reads_clearly() -> None:
    passwords = [new_initial() for _ in range(500)]

    assert all(MANUAL.allows(each) for each in passwords)
    assert not set("".join(passwords)) & set("0Oo1lIi|")
    assert len(set(passwords)) == len(passwords)
