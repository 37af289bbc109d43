"""What the walk begins with: its album, its shop, and what the shop did before."""

from collections.abc import Iterator
from typing import Final

import pytest

from deploy.demo.shop import Shop
from tests.browser.walk.album import Album
from tests.journeys.noticing import publish
from tests.journeys.people import Merchant
from tests.journeys.town import Town

PARTS: Final = {
    "sign-in": "2　ログイン",
    "password": "2　パスワード・ログアウト",
    "payment": "3　換金処理（決済）",
    "refund": "5　換金処理の取消（返金）",
    "balance": "6　残高照会",
    "sales": "7　売上照会",
    "people": "お店の方・端末・使い方・お問い合わせ",
}
NOTICE: Final = "利用期限は12月31日まで！"


def bakery_with(code: str) -> Merchant:
    """Return the shop of the walk, under a code of its own."""
    return Merchant(
        code=code,
        name="木の実ベーカリー",
        company_code=f"C{code}",
        company_name="木の実商店",
        representative="木野 みのり",
        login_id=f"{code}minori",
    )


BAKERY: Final = bakery_with("n01")


@pytest.fixture(scope="session")
def album() -> Iterator[Album]:
    """Return where the pictures go; they are bound together at the end."""
    album = Album(PARTS)
    yield album
    album.bind()


@pytest.fixture(scope="session")
def bakery(town: Town) -> Shop:
    """Return the walk's shop, signed in, with a notice of the town."""
    town.register(town.rules.issuer_code, BAKERY)
    publish(town, NOTICE, BAKERY)
    return town.shop(BAKERY)
