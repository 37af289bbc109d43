"""§3: the amount, the stack of paper before the camera, 決済, and its mail."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

import pytest

from deploy.demo.shop import Shop
from tests.browser.conftest import Paper, Shoot
from tests.browser.walk.album import Album
from tests.browser.walk.conftest import BAKERY
from tests.browser.walk.walker import Screen, Walk, walking
from tests.journeys.town import Town

PART: Final = "payment"
ASIDE: Final = "決済中止"

AMOUNT: Final = Screen(
    at="3-1 金額の入力",
    heading="決済金額入力",
    words=["円分", "1,000円単位、1回 100,000円まで"],
    fields=["決済額"],
    buttons=["QRコード読み取り"],
)
CAMERA: Final = Screen(
    at="3-2 QRコードを読み込み",
    heading="決済継続確認",
    words=["まだ読み取られていません"],
    buttons=[ASIDE],
)
GOING_ON: Final = Screen(
    at="3-4 決済継続確認",
    heading="決済継続確認",
    words=["残高が不足しています。", "購入金額", "4,000円", "読取金額", "3,000円"],
    buttons=["読み込み分だけ決済 3,000円", ASIDE],
)
CONFIRMATION: Final = Screen(
    at="3-3 決済確認",
    heading="決済確認",
    words=[
        "決済額",
        "4,000円",
        "商品券 4枚",
        "「決済完了」の画面を必ずご確認ください。",
    ],
    buttons=["決済", ASIDE],
)
DONE: Final = Screen(
    at="3-3 決済完了",
    heading="決済完了",
    words=["4,000円", "「換金済みチェック」に✓", "決済ID", "決済日時"],
    buttons=["続けて決済"],
)
BY_HAND: Final = Screen(
    at="3-4 カメラのないとき",
    heading="決済継続確認",
    words=["写真で読み取る", "残高が不足しています。"],
    fields=["商品券の番号を入力"],
    buttons=["読み取る"],
)
WITHOUT_SCRIPTS: Final = Screen(
    at="3-4 スクリプトなし",
    heading="決済継続確認",
    words=["残高が不足しています。", "続けてQRコード読み取り"],
    fields=["商品券の番号を入力"],
    buttons=["読み込み分だけ決済 1,000円", ASIDE],
)
IN_PART: Final = Screen(
    at="3-4 読み込み分だけ",
    heading="決済確認",
    words=["購入金額 3,000円 のうち、読み込み分の 1,000円 だけを決済します。"],
    buttons=["決済", "戻る", ASIDE],
)
STOPPING: Final = Screen(
    at="3-3 中止の確認",
    heading="決済を中止しますか",
    words=["商品券は決済されません。"],
    buttons=[ASIDE, "戻る"],
)
STOPPED: Final = Screen(
    at="3-3 決済中止",
    heading="決済中止",
    words=["商品券は決済されていません。"],
    buttons=["トップへ"],
)


@pytest.fixture
def four(stock: Iterator[Paper]) -> list[Paper]:
    """Return four vouchers of the print sheet."""
    return list(islice(stock, 4))


def test_four_vouchers_are_read_by_the_camera_and_paid(
    town: Town, bakery: Shop, four: list[Paper], shoot: Shoot, album: Album
) -> None:
    one, two, three, last = (paper for _, paper in four)
    film = shoot([one, two, *[three] * 8, *[last] * 8], each_s=1.2, before_s=5)
    with walking(album, PART, shop=bakery, film=film) as walk:
        before = town.mailbox.count(BAKERY.email)
        _begin(walk, bakery, "4,000")
        walk.sees_through_camera()
        walk.sees(CAMERA)
        walk.page.locator("[data-rows] li[data-position='3']").wait_for()
        walk.sees(GOING_ON)
        walk.page.wait_for_url("**/confirmation")
        walk.sees(CONFIRMATION)
        walk.page.get_by_role("button", name="決済", exact=True).click()
        walk.sees(DONE)

    town.mailbox.wait(
        BAKERY.email, lambda mail: "決済完了" in mail["subject"], after=before
    )


def test_without_a_camera_a_part_is_paid_or_nothing(
    town: Town, bakery: Shop, album: Album
) -> None:
    with walking(album, PART, shop=bakery) as walk:
        _begin(walk, bakery, "3,000", keep=False)
        walk.page.fill("#voucher_code", town.voucher())
        walk.page.click("form[data-typed] button")
        walk.page.locator("[data-rows] li[data-position='1']").wait_for()
        walk.sees(BY_HAND)
        walk.tap("読み込み分だけ決済 1,000円")
        walk.sees(IN_PART)
        walk.tap(ASIDE)
        walk.sees(STOPPING)
        walk.tap(ASIDE)
        walk.sees(STOPPED)


def test_without_scripts_every_voucher_is_a_page_and_it_is_paid_all_the_same(
    town: Town, bakery: Shop, album: Album
) -> None:
    with walking(album, PART, shop=bakery, scripts=False) as walk:
        _begin(walk, bakery, "2,000", keep=False)
        for code in town.vouchers(2):
            walk.page.fill("#voucher_code", code)
            walk.tap("読み取る")
            if "/confirmation" not in walk.page.url:
                walk.sees(WITHOUT_SCRIPTS)
        walk.tap("決済")
        assert "決済完了" in walk.page.inner_text("h1")


def _begin(walk: Walk, shop: Shop, amount: str, *, keep: bool = True) -> None:
    walk.page.goto(shop.url)
    walk.page.fill("#target", amount)
    if keep:
        walk.sees(AMOUNT)
    walk.tap("QRコード読み取り")
