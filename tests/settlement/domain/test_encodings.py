import pytest

from machiken.contracts.settlement import ExportEncoding
from services.settlement.domain.encodings import encoded, opening

CP932 = ExportEncoding.CP932
UTF_8 = ExportEncoding.UTF_8


def test_cp932_knows_circled_numbers_and_the_variants_of_names() -> None:
    assert encoded("①髙﨑", CP932) == ("①髙﨑".encode("cp932"), 0)


@pytest.mark.parametrize(
    ("typed", "read_back"), [("2024—2026", "2024―2026"), ("¥1,000", "\\1,000")]
)
def test_cp932_has_a_dash_and_a_yen_sign_under_other_numbers(
    typed: str, read_back: str
) -> None:
    content, replaced = encoded(typed, CP932)

    assert (content.decode("cp932"), replaced) == (read_back, 0)


def test_what_cp932_lacks_is_replaced_one_for_one_and_counted() -> None:
    content, replaced = encoded("𠮷野家♥𠮷", CP932)

    assert content.decode("cp932") == "〓野家〓〓"
    assert replaced == 3


def test_utf_8_lacks_nothing() -> None:
    assert encoded("𠮷野家♥—", UTF_8) == ("𠮷野家♥—".encode(), 0)


def test_only_utf_8_opens_with_a_byte_order_mark() -> None:
    assert opening(UTF_8) == "\ufeff".encode()
    assert opening(CP932) == b""
