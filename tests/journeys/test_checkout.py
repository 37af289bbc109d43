"""A checkout in the hands of people: they tap twice, reload, go back."""

from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import requests

from deploy.demo.browser import Browser, Page
from deploy.demo.shop import Shop, payment_no
from tests.journeys.at_once import at_once
from tests.journeys.books import Books
from tests.journeys.people import EAST, MORIYA, Merchant
from tests.journeys.till import PATIENCE_S
from tests.journeys.town import Town

THEIR_PAGES = (
    "checkouts/{0}",
    "checkouts/{0}/confirmation",
    "checkouts/{0}/abort",
    "checkouts/{0}/outcome",
    "payments/{0}",
    "payments/{0}/refund",
    "payments/{0}/refunded",
    "payments/{0}/refund/outcome",
)


def test_a_double_tap_makes_one_payment(town: Town, shop: Shop, books: Books) -> None:
    before = books.payments()
    page = shop.read(shop.begin(1000), town.voucher())
    form = page.form("/redemption")

    def tap() -> Page:
        # The same browser twice, each time on a connection of its own.
        browser = town.visitor()
        browser.session.cookies.update(shop.browser.session.cookies)
        return browser.submit(page, form)

    receipts = at_once([tap, tap])

    assert {payment_no(each.expect("決済完了")) for each in receipts} == {
        payment_no(receipts[0])
    }
    assert books.payments() == before + 1


def test_reloading_the_receipt_changes_nothing(
    town: Town, shop: Shop, books: Books
) -> None:
    receipt = shop.redeem(shop.read(shop.begin(1000), town.voucher()))
    before = books.everything()

    again = [shop.browser.open(receipt.url) for _ in range(3)]

    assert {payment_no(each.expect("決済完了")) for each in again} == {
        payment_no(receipt)
    }
    assert books.everything() == before


def test_going_back_after_the_payment_leads_to_its_receipt(
    town: Town, shop: Shop, books: Books
) -> None:
    reading = shop.begin(2000)
    confirm = shop.read(shop.read(reading, town.voucher()), town.voucher())
    receipt = shop.browser.submit(confirm, confirm.form("/redemption"))
    before = books.everything()

    seen_again = [
        shop.browser.open(reading.url),
        shop.browser.open(confirm.url),
        shop.read(reading, town.voucher()),
        shop.browser.submit(confirm, confirm.form("/redemption")),
    ]

    assert {payment_no(each.expect("決済完了")) for each in seen_again} == {
        payment_no(receipt)
    }
    assert books.everything() == before


def test_going_back_and_typing_another_amount_begins_anew(
    town: Town, shop: Shop
) -> None:
    top = shop.browser.open(shop.url)
    form = top.form("/checkouts")
    first = shop.browser.submit(top, form, target="5000").expect("5,000円")

    second = shop.browser.submit(top, form, target="1000").expect("1,000円")

    assert _path(first) != _path(second)
    receipt = shop.redeem(shop.read(second, town.voucher()))
    receipt.expect("決済完了").expect("1,000 円")


def test_what_was_read_before_going_back_is_not_lost(town: Town, shop: Shop) -> None:
    top = shop.browser.open(shop.url)
    form = top.form("/checkouts")
    first = shop.browser.submit(top, form, target="5000")
    shop.read(first, town.voucher())

    second = shop.browser.submit(top, form, target="1000")

    assert _path(first) == _path(second)
    second.expect("5,000円").expect("1枚")


@pytest.mark.parametrize("stranger", [EAST, MORIYA], ids=["same company", "another"])
def test_another_merchants_payment_is_not_to_be_found(
    town: Town, shop: Shop, books: Books, stranger: Merchant
) -> None:
    receipt = shop.redeem(shop.read(shop.begin(1000), town.voucher()))
    checkout_id = _path(receipt).rpartition("/")[2]
    theirs = town.shop(stranger)
    before = books.everything()

    found = [
        theirs.browser.open(theirs.url + address.format(checkout_id))
        for address in THEIR_PAGES
    ]

    assert [page.status for page in found] == [404] * len(THEIR_PAGES)
    assert all(payment_no(receipt) not in page.html for page in found)
    number = payment_no(receipt)
    searched = theirs.browser.open(f"{theirs.url}refunds", payment_no=number)
    assert "/refund" not in searched.html.replace("/shop/refunds", "")
    assert books.everything() == before


def test_another_merchants_checkout_can_not_be_touched(
    town: Town, shop: Shop, books: Books
) -> None:
    page = shop.read(shop.begin(2000), town.voucher())
    theirs = town.shop(MORIYA)
    before = books.everything()
    top = theirs.browser.open(theirs.url)

    for action in ("redemption", "abort", "reads", "reads/1/undo"):
        answer = _post(theirs.browser, top, f"{_checkout(page)}/{action}", town)
        assert answer.status_code == 404, action

    assert books.everything() == before
    shop.browser.open(page.url).expect("1枚")


def test_a_refund_sent_twice_is_one_refund(
    town: Town, shop: Shop, books: Books
) -> None:
    receipt = shop.redeem(shop.read(shop.begin(1000), town.voucher()))
    confirm = shop.proven(shop.browser.open(f"{receipt.url}/refund"))
    shop.browser.submit(confirm, confirm.form("/refund")).expect("返金完了")
    before = books.everything()

    again = shop.browser.submit(confirm, confirm.form("/refund"))

    again.expect("返金完了")
    assert books.everything() == before


def test_an_aborted_checkout_gives_its_vouchers_back(town: Town, shop: Shop) -> None:
    code = town.voucher()
    page = shop.read(shop.begin(2000), code)

    ask = shop.browser.open(f"{_checkout(page)}/abort")
    shop.browser.submit(ask, ask.form("/abort")).expect("決済中止")

    theirs = town.shop(MORIYA)
    theirs.redeem(theirs.read(theirs.begin(1000), code)).expect("決済完了")


def test_a_checkout_that_never_was_is_404(shop: Shop) -> None:
    page = shop.browser.open(f"{shop.url}checkouts/{uuid4()}")

    assert page.status == 404
    page.expect("この決済は見つかりませんでした")


def _checkout(page: Page) -> str:
    return "/".join(page.url.split("?")[0].split("/")[:6])


def _path(page: Page) -> str:
    return urlsplit(page.url).path


def _post(browser: Browser, top: Page, url: str, town: Town) -> requests.Response:
    """Send a form that no page of theirs shows."""
    form = top.form("/checkouts").fields | {"voucher_code": town.voucher()}
    return browser.session.post(url, data=form, timeout=PATIENCE_S)
