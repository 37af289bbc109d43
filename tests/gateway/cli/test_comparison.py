from dataclasses import replace

from machiken.contracts.verification import MerchantTotal, Verification
from machiken.ids import IssuerCode, MerchantCode
from machiken.money import Yen
from services.gateway.cli.comparison import differences

SHOP = MerchantTotal(
    issuer_code=IssuerCode("KNM202601"),
    merchant_code=MerchantCode("t01"),
    payments=2,
    paid=Yen(5000),
    refunds=1,
    refunded=Yen(1000),
)
BOOK = Verification(checked={}, differences=(), on_the_way=0, merchants=(SHOP,))


def test_equal_books_have_no_differences() -> None:
    assert differences(BOOK, BOOK) == []


def test_a_difference_of_one_yen_is_found() -> None:
    other = replace(BOOK, merchants=(replace(SHOP, paid=Yen(4999)),))

    assert differences(BOOK, other) == [
        "KNM202601 t01: paid is 5,000 in redemption and 4,999 in settlement"
    ]


def test_a_merchant_that_one_book_lacks_differs_by_all_it_has() -> None:
    found = differences(BOOK, replace(BOOK, merchants=()))

    assert len(found) == 4


def test_a_merchant_without_any_payment_may_be_in_one_book_only() -> None:
    quiet = MerchantTotal(
        issuer_code=SHOP.issuer_code,
        merchant_code=MerchantCode("t02"),
        payments=0,
        paid=Yen(0),
        refunds=0,
        refunded=Yen(0),
    )

    assert differences(replace(BOOK, merchants=(SHOP, quiet)), BOOK) == []


def test_what_a_book_found_by_itself_is_told_too() -> None:
    torn = replace(BOOK, differences=("a sum is off",))

    assert differences(torn, BOOK) == ["redemption: a sum is off"]
