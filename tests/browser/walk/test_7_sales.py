"""§7: what was redeemed in the last days, by day and in all."""

from datetime import timedelta
from typing import Final

import pytest

from deploy.demo.shop import Shop
from tests.browser.walk.album import Album
from tests.browser.walk.walker import Screen, walking
from tests.journeys.town import Town

PART: Final = "sales"
DAYS_AT_FIRST: Final = 7
DAYS_BACK: Final = 31
ROWS: Final = ["決済件数・金額", "返金件数・金額", "合計決済額"]

SALES: Final = Screen(
    at="7-1 売上照会",
    heading="売上照会",
    words=["期間合計", *ROWS],
    fields=["開始日", "終了日"],
    buttons=["検索"],
)
LONG: Final = Screen(
    at="7-2 31日間",
    heading="売上照会",
    words=["期間合計", *ROWS],
    fields=["開始日", "終了日"],
    buttons=["検索"],
)
TOO_FAR: Final = Screen(
    at="7-2 31日より前",
    heading="売上照会",
    words=["31日"],
    fields=["開始日", "終了日"],
    buttons=["検索"],
)


@pytest.fixture
def busy(town: Town, bakery: Shop) -> Shop:
    """Return the shop with a payment kept and one given back."""
    for code in town.vouchers(2):
        receipt = bakery.redeem(bakery.read(bakery.begin(1_000), code))
    bakery.refund(receipt).expect("返金完了")
    return bakery


def test_seven_days_at_first_and_31_when_asked(
    town: Town, busy: Shop, album: Album
) -> None:
    with walking(album, PART, shop=busy) as walk:
        walk.page.goto(busy.url)
        walk.tap("売上照会")
        first = town.today - timedelta(days=DAYS_AT_FIRST - 1)
        assert walk.page.input_value("#first_on") == first.isoformat()
        assert walk.page.input_value("#last_on") == town.today.isoformat()
        walk.sees(SALES)
        first = town.today - timedelta(days=DAYS_BACK - 1)
        walk.page.fill("#first_on", first.isoformat())
        walk.tap("検索")
        walk.sees(LONG)
        first = town.today - timedelta(days=DAYS_BACK + 9)
        walk.page.fill("#first_on", first.isoformat())
        walk.tap("検索")
        assert walk.refusal() == "redemption.sales_out_of_reach"
        walk.sees(TOO_FAR)
        walk.page.fill("#first_on", town.today.isoformat())
        walk.page.fill("#last_on", (town.today - timedelta(days=1)).isoformat())
        walk.tap("検索")
        assert walk.refusal() == "gateway.days_reversed"
        assert walk.page.get_attribute("#last_on", "aria-invalid") == "true"
