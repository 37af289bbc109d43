"""A campaign of balances, part refunds and own words, walked through by pages."""

import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urljoin

import pytest

from deploy.demo.browser import Form, Page
from deploy.demo.shop import Shop, payment_no
from machiken.ids import IssuerCode
from machiken.money import Yen
from tests.journeys.people import Merchant
from tests.journeys.town import Town

ISSUER: Final = IssuerCode("KNMPART01")
SUMIYA: Final = Merchant(
    code="q01",
    name="炭屋",
    company_code="Q001",
    company_name="炭屋商店",
    representative="炭田 進",
    login_id="q01susumu",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner:
    """A shop of such a campaign, and its vouchers."""

    town: Town
    shop: Shop
    codes: dict[int, str]


@pytest.fixture(scope="module")
def corner(town: Town) -> Corner:
    """Return a shop that is signed in, with eight vouchers on sale."""
    rules = replace(
        town.rules,
        issuer_code=ISSUER,
        name="まちかど商品券",
        voucher_prefix="KX",
        unit=Yen(100),
        switches={"balances": True, "part_refunds": True},
        labels={"voucher": "まちかど券"},
        mail_texts={"completion": "{merchant_name}さま、ありがとうございます。"},
    )
    town.apply(rules)
    town.register(ISSUER, SUMIYA)
    codes = town.office.issue(ISSUER, 8).codes
    return Corner(town=town, shop=town.sign_in(SUMIYA), codes=codes)


def test_the_last_voucher_keeps_its_rest_and_the_pages_say_so(corner: Corner) -> None:
    shop = corner.shop
    page = shop.read(shop.begin(1_300), corner.codes[1])
    confirm = shop.read(page, corner.codes[2])
    confirm.expect("残り 700円分が券に残ります")
    receipt = shop.redeem(confirm)

    receipt.expect("決済完了").expect("700円分が残っています")
    shop.balance(corner.codes[2]).expect("700 円分").expect("一部が決済された")
    mail = corner.town.mailbox.wait(
        SUMIYA.email, lambda mail: "決済完了" in mail["subject"]
    )
    assert "炭屋さま、ありがとうございます。" in mail["text"]


def test_some_of_a_payments_vouchers_are_given_back(corner: Corner) -> None:
    shop = corner.shop
    page = shop.begin(3_000)
    for serial in (3, 4, 5):
        page = shop.read(page, corner.codes[serial])
    number = payment_no(shop.redeem(page))
    hits = shop.browser.open(urljoin(shop.url, "refunds"), payment_no=number)
    address = re.search(r'href="([^"]*/payments/[^"]*/refund)"', hits.html)
    assert address is not None
    url = urljoin(hits.url, address[1])
    shop.proven(shop.browser.open(url)).expect("一部のまちかど券だけを返金する")
    chosen = shop.browser.open(url, serial="4").expect("返金 1,000円")
    done = shop.browser.submit(chosen, _post(chosen))

    done.expect("返金完了").expect("まちかど券 1枚").expect("2,000円分")
    shop.balance(corner.codes[4]).expect("1,000 円分")
    shop.balance(corner.codes[5]).expect("0 円分")
    rest = shop.browser.open(url).expect("返金の記録")
    shop.browser.submit(rest, _post(rest)).expect("返金完了")
    found = shop.browser.open(urljoin(shop.url, "refunds"), payment_no=number)
    found.expect("返金済み").expect(f"担当 {SUMIYA.login_id}")


def test_what_is_no_serial_is_no_form_of_ours(corner: Corner) -> None:
    shop = corner.shop
    receipt = shop.redeem(shop.read(shop.begin(1_000), corner.codes[6]))
    url = receipt.url.partition("?")[0] + "/refund"

    for bad in ("x", "-1", "1.5", "9" * 30):
        assert shop.browser.open(url, serial=bad).refusal == "gateway.form_malformed"


def _post(page: Page) -> Form:
    """Return the form that gives back, beside the one that chooses."""
    return next(
        each
        for each in page.forms
        if each.method == "post" and each.action.endswith("/refund")
    )
