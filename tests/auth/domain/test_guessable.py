import pytest

from services.auth.domain.guessable import contains, is_common, latin_words


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "Password123",
        "P@ssw0rd#2026",
        "1qaz2wsx3edc",
        "Qwertyuiop",
        "#Iloveyou7",
    ],
)
def test_a_common_password_is_known_in_disguise(password: str) -> None:
    assert is_common(password)


@pytest.mark.parametrize("password", ["Tsukimi#Dango7", "x7Kq#2mVbT9", "Ab#202612Zq"])
def test_others_are_not(password: str) -> None:
    assert not is_common(password)


def test_a_shops_own_words_are_found_in_any_letters() -> None:
    assert contains("xxHANAKO99", ["hanako"])
    assert contains("h4n4k0#Abcd", ["hanako"])
    assert contains("Ab#t01cdefg", ["t01"])
    assert not contains("Tsukimi#Dango7", ["hanako", "t01", ""])


def test_only_the_latin_words_of_a_name_can_be_typed() -> None:
    assert latin_words("まちの木 Premium 商品券 2026") == ("premium",)
