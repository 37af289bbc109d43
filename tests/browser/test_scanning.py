"""The camera's page, in Chromium, with a film of printed paper before its camera."""

from collections.abc import Iterator
from itertools import islice

from playwright.sync_api import Route, expect

from deploy.demo.shop import Shop
from tests.browser import stopwatch
from tests.browser.conftest import Paper, Shoot
from tests.browser.phone import PATIENCE_MS, Phone, phone
from tests.journeys.town import Town

READS = "select voucher_id, read_id from checkout_read where checkout_id = :id"


def test_a_whole_stack_is_read_on_one_page(
    town: Town, shop: Shop, stock: Iterator[Paper], shoot: Shoot
) -> None:
    papers = list(islice(stock, 20))
    film = shoot([paper for _, paper in papers])

    with phone(shop, film=film) as till:
        till.context.add_init_script(stopwatch.WATCH)
        till.begin(20_000)
        checkout = till.page.url
        till.page.wait_for_url("**/confirmation", timeout=2 * PATIENCE_MS)

        till.shows("20,000円")
        print(f"{stopwatch.median_ms(till.page):.0f} ms from sight to total, median")  # noqa: T201 - a figure for people
        assert till.pages_seen[-2:] == [checkout, f"{checkout}/confirmation"]
        assert till.errors == []

    read = town.rows("redemption", READS, id=checkout.rpartition("/")[2])
    assert len({row.voucher_id for row in read}) == len(read) == 20
    assert len({row.read_id for row in read}) == 20


def test_paper_that_stays_in_sight_is_silent_and_amber_when_it_comes_again(
    shop: Shop, stock: Iterator[Paper], shoot: Shoot
) -> None:
    (_, first), (_, second) = islice(stock, 2)
    film = shoot([first, second, first], each_s=3.0)

    with phone(shop, film=film) as till:
        till.begin(5_000)

        assert "1枚目" in till.hears("good")
        till.page.locator("[data-rows] li[data-position='2']").wait_for()
        assert "読み取り済み" in till.hears("mild")
        expect(till.page.locator("[data-rows] li")).to_have_count(2)
        expect(till.page.locator("[data-rows] li.twice")).to_have_count(1)
        expect(till.page.locator("dd[data-fill=total]")).to_have_text("2,000円")
        assert till.errors == []


def test_a_voucher_used_before_is_red_and_says_when(
    shop: Shop, stock: Iterator[Paper], shoot: Shoot
) -> None:
    [(code, used)] = islice(stock, 1)
    shop.redeem(shop.read(shop.begin(1000), code))

    with phone(shop, film=shoot([used])) as till:
        till.begin(5_000)

        assert "に決済済みです" in till.hears("bad")
        expect(till.page.locator("[data-rows] li")).to_have_count(0)


def test_a_row_is_taken_out_and_its_paper_may_come_again(
    town: Town, shop: Shop
) -> None:
    code = town.voucher()
    with phone(shop) as till:
        till.begin(3_000)
        till.type_code(code)
        till.hears("good")

        till.page.click("text=取消")
        expect(till.page.locator("[data-rows] li")).to_have_count(0)
        expect(till.page.locator("dd[data-fill=total]")).to_have_text("0円")
        till.type_code(code)

        expect(till.page.locator("dd[data-fill=total]")).to_have_text("1,000円")


def test_where_wasm_is_refused_the_other_engine_reads(
    shop: Shop, stock: Iterator[Paper], shoot: Shoot
) -> None:
    [(code, paper)] = islice(stock, 1)
    with phone(shop, film=shoot([paper], each_s=2.0)) as till:
        till.context.route("**/zxing_reader.wasm", lambda route: route.abort())
        till.begin(5_000)

        assert code[-4:] in till.hears("good")


def test_the_balance_is_read_with_the_same_camera(
    shop: Shop, stock: Iterator[Paper], shoot: Shoot
) -> None:
    [(code, paper)] = islice(stock, 1)
    with phone(shop, film=shoot([paper], each_s=2.0)) as till:
        till.page.goto(shop.url)
        till.page.get_by_label("その他の操作").get_by_text("残高照会").click()

        till.shows("ご利用残高")
        till.shows(f"…{code[-4:]}")
        assert till.errors == []


def test_a_refused_camera_is_told_and_numbers_can_be_typed(
    town: Town, shop: Shop, shoot: Shoot, stock: Iterator[Paper]
) -> None:
    film = shoot([paper for _, paper in islice(stock, 1)])
    with phone(shop, film=film, camera_allowed=False) as till:
        till.begin(1_000)

        till.shows("カメラの使用が許可されていません")
        till.type_code(town.voucher())
        till.page.wait_for_url("**/confirmation")


def test_a_phone_without_a_camera_is_told_what_to_do(shop: Shop) -> None:
    with phone(shop) as till:
        till.begin(1_000)

        till.shows("カメラが見つかりません")


def test_an_answer_that_got_lost_is_asked_for_again_and_read_once(
    town: Town, shop: Shop
) -> None:
    with phone(shop) as till:
        till.begin(3_000)
        _lose_answers(till, "**/scans", times=2)

        till.type_code(town.voucher())

        assert "結果を確認しています" in till.hears("busy")
        assert "1枚目" in till.hears("good")
        expect(till.page.locator("[data-rows] li")).to_have_count(1)


def test_what_was_read_survives_a_reload_whose_answer_never_came(
    town: Town, shop: Shop
) -> None:
    with phone(shop) as till:
        till.begin(3_000)
        till.type_code(town.voucher())
        till.hears("good")
        _lose_answers(till, "**/scans", times=1)
        till.type_code(town.voucher())
        till.hears("busy")

        till.page.reload()

        assert "読み取れています" in till.hears("mild")
        expect(till.page.locator("[data-rows] li")).to_have_count(2)


def test_a_payment_whose_answer_got_lost_is_made_once_and_shown(
    town: Town, shop: Shop
) -> None:
    with phone(shop) as till:
        _confirming(till, town.voucher())
        before = town.count("redemption", "redemption")
        _lose_answers(till, "**/redemption", times=2)

        till.page.click("form[data-pay] button")

        till.shows("結果を確認しています")
        till.is_paid()
        assert town.count("redemption", "redemption") == before + 1
        till.page.go_back()
        till.is_paid()


def test_a_payment_begun_without_a_net_is_made_when_it_is_back(
    town: Town, shop: Shop
) -> None:
    with phone(shop) as till:
        _confirming(till, town.voucher())
        till.context.set_offline(True)
        till.page.click("form[data-pay] button")
        till.shows("いま通信できません")

        till.context.set_offline(False)

        till.is_paid()


def test_a_payment_that_never_left_the_phone_is_found_out_after_a_reload(
    town: Town, shop: Shop
) -> None:
    with phone(shop) as till:
        _confirming(till, town.voucher())
        before = town.count("redemption", "redemption")
        till.page.route("**/redemption", lambda route: route.abort())
        till.page.click("form[data-pay] button")
        till.shows("結果を確認しています")

        till.page.unroute("**/redemption")
        till.page.reload()

        till.shows("決済はまだ完了していません")
        assert town.count("redemption", "redemption") == before
        till.page.click("form[data-pay] button")
        till.is_paid()
        assert town.count("redemption", "redemption") == before + 1


def _confirming(till: Phone, code: str) -> None:
    till.begin(1_000)
    till.type_code(code)
    till.page.wait_for_url("**/confirmation")


def _lose_answers(till: Phone, address: str, *, times: int) -> None:
    """Let requests through and their answers not, so that only the server knows."""

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    till.page.route(address, lose, times=times)
