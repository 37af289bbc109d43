"""§5: a payment is found by its id, day or amount, and given back."""

import re
from typing import Final

import pytest
from playwright.sync_api import expect

from deploy.demo.browser import Page
from deploy.demo.shop import Shop, payment_no
from tests.browser.walk.album import Album
from tests.browser.walk.conftest import BAKERY
from tests.browser.walk.walker import Screen, walking
from tests.journeys.forgetting import forget_proof
from tests.journeys.town import Town

PART: Final = "refund"
ASKED: Final = "返金処理したい決済内容を入力して、「検索」ボタンを押してください。"
FACTS: Final = ["決済ID", "決済日時", "返金金額", "返金後残高", "返金合計金額"]

SEARCH: Final = Screen(
    at="5-2 返金処理",
    heading="返金処理",
    words=[ASKED],
    fields=["決済ID", "決済日", "決済金額"],
    buttons=["検索", "戻る"],
)
FOUND: Final = Screen(
    at="5-3 項目の選択",
    heading="返金したい項目を選択してください。",
    words=["2,000円分"],
    buttons=["検索"],
)
PROOF: Final = Screen(
    at="5-4 本人の確認",
    heading="本人の確認",
    fields=["パスワード"],
    buttons=["確認して続ける"],
    in_album=False,  # in the tests' town a proof is good for longer than in others
)
CONFIRMATION: Final = Screen(
    at="5-4 返金確認",
    heading="返金確認",
    words=[
        "返金処理したい決済内容にお間違いなければ「返金」のボタンを押してください。",
        *FACTS,
        "2,000円分",
        "この処理は取り消しができません。",
    ],
    buttons=["返金", "戻る"],
)
DONE: Final = Screen(
    at="5-4 返金完了",
    heading="返金完了",
    words=["返金処理が完了しました。"],
    buttons=["トップへ"],
)
GIVEN_BACK: Final = Screen(
    at="5-3 返金済み",
    heading="返金したい項目を選択してください。",
    words=["返金済み"],
    buttons=["検索"],
)
NOTHING: Final = Screen(
    at="5-3 見つからないとき",
    heading="返金処理",
    words=["見つかりませんでした"],
    buttons=["検索"],
)


@pytest.fixture
def paid(town: Town, bakery: Shop) -> Page:
    """Return the receipt of a payment of two vouchers."""
    page = bakery.begin(2_000)
    for code in town.vouchers(2):
        page = bakery.read(page, code)
    return bakery.redeem(page)


def test_a_payment_is_given_back_after_its_password(
    town: Town, bakery: Shop, paid: Page, album: Album
) -> None:
    before = town.mailbox.count(BAKERY.email)
    with walking(album, PART, shop=town.sign_in(BAKERY)) as walk:
        walk.page.goto(bakery.url)
        walk.tap("返金処理")
        walk.sees(SEARCH)
        walk.page.fill("#payment_no", payment_no(paid))
        walk.tap("検索")
        expect(walk.page.locator(".hits a").first).to_be_in_viewport(ratio=1)
        walk.sees(FOUND)
        forget_proof(town, "null")
        with walk.page.expect_navigation():
            walk.page.locator(".hits a").first.click()
        walk.page.fill("#password", town.password(BAKERY))
        walk.sees(PROOF)
        walk.tap("確認して続ける")
        walk.sees(CONFIRMATION)
        walk.tap("返金")
        walk.sees(DONE)
        walk.tap("トップへ")
        walk.page.goto(f"{bakery.url}refunds?payment_no={payment_no(paid)}")
        walk.sees(GIVEN_BACK)

    town.mailbox.wait(
        BAKERY.email, lambda mail: "返金完了" in mail["subject"], after=before
    )


@pytest.mark.usefixtures("paid")
def test_day_and_amount_find_it_too_and_another_finds_nothing(
    town: Town, bakery: Shop, album: Album
) -> None:
    with walking(album, PART, shop=bakery) as walk:
        walk.page.goto(f"{bakery.url}refunds")
        walk.page.fill("#paid_on", town.today.isoformat())
        walk.tap("検索")
        assert walk.page.locator(".hits a").count() > 0
        walk.page.fill("#paid_on", "")
        walk.page.fill("#amount", "2,000")
        walk.tap("検索")
        assert walk.page.locator(".hits a").count() > 0
        walk.page.fill("#amount", "99,000")
        walk.tap("検索")
        walk.sees(NOTHING)


def test_the_receipt_itself_leads_to_its_refund(
    town: Town, paid: Page, album: Album
) -> None:
    with walking(album, PART, shop=town.sign_in(BAKERY)) as walk:
        walk.page.goto(paid.url)
        walk.tap("この決済を返金する")
        number = re.sub(r"\s", "", walk.page.inner_text("dd.number"))

        assert number == payment_no(paid)
