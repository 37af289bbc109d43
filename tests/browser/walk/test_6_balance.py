"""§6: the camera tells a voucher before its redemption from one after."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from deploy.demo.shop import Shop
from tests.browser.conftest import Paper, Shoot
from tests.browser.walk.album import Album
from tests.browser.walk.walker import Screen, walking

PART: Final = "balance"
TITLE: Final = "コード(ID)残高照会"

ASKING: Final = Screen(
    at="6-2 QRコード読み取り",
    heading=TITLE,
    words=["商品券のQRコードを読み取ってください。確認だけで、決済はされません。"],
)
BEFORE: Final = Screen(
    at="6-3 換金処理前",
    heading=TITLE,
    words=["ご利用残高", "1,000円分", "決済前の商品券です。"],
)
AFTER: Final = Screen(
    at="6-3 換金処理済み",
    heading=TITLE,
    words=["ご利用残高", "0円分", "に決済済みの商品券です。"],
)


def test_an_unused_voucher_has_its_amount_and_a_used_one_nothing(
    bakery: Shop, stock: Iterator[Paper], shoot: Shoot, album: Album
) -> None:
    (_, unused), (code, used) = islice(stock, 2)
    bakery.redeem(bakery.read(bakery.begin(1_000), code))
    film = shoot([*[unused] * 5, *[used] * 10], each_s=1.2, before_s=5)
    with walking(album, PART, shop=bakery, film=film) as walk:
        walk.page.goto(bakery.url)
        walk.tap(TITLE)
        walk.sees_through_camera()
        walk.sees(ASKING)
        walk.shows("決済前の商品券です。")
        walk.page.evaluate("window.scrollTo(0, 0)")
        walk.sees(BEFORE)
        walk.shows(f"…{code[-4:]}")
        walk.sees(AFTER)
