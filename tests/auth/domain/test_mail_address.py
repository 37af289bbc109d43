import pytest

from services.auth.domain.mail_address import is_mail_address, masked


@pytest.mark.parametrize(
    "address",
    [
        "k@kinomachi.example",
        "mugino.hanako+shop@mail.kinomachi.example",
        "a_b-c'd@xn--kinomachi.example",
        f"{'a' * 64}@kinomachi.example",
    ],
)
def test_ordinary_addresses_are_taken(address: str) -> None:
    assert is_mail_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hanako",
        "hanako@",
        "@kinomachi.example",
        "hanako@kinomachi",
        "hanako@@kinomachi.example",
        "hana ko@kinomachi.example",
        ".hanako@kinomachi.example",
        "hana..ko@kinomachi.example",
        "hanako@-kinomachi.example",
        "hanako@kinomachi..example",
        "花子@kinomachi.example",
        '"hana ko"@kinomachi.example',
        "Hanako <hanako@kinomachi.example>",
        "a@kinomachi.example,b@kinomachi.example",
        "hanako@kinomachi.example\n",
        "hanako@kinomachi.example\r\nBcc: x@kinomachi.example",
        f"{'a' * 65}@kinomachi.example",
        f"a@{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 10}.example",
    ],
)
def test_what_could_break_a_header_is_no_address(address: str) -> None:
    assert not is_mail_address(address)


def test_a_masked_address_shows_its_first_letter_and_its_domain() -> None:
    assert masked("kinoko@kinomachi.example") == "k•••@kinomachi.example"
    assert masked("k@kinomachi.example") == "k•••@kinomachi.example"
