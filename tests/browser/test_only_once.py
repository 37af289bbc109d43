"""What is tapped twice, opened twice or gone back to happens once."""

from playwright.sync_api import expect

from deploy.demo.shop import Shop
from tests.browser.phone import Phone, phone
from tests.journeys.people import KADOYA
from tests.journeys.town import Town

TAP_TWICE = "form => { form.requestSubmit(); form.requestSubmit(); }"


def test_a_double_tap_pays_once(town: Town, shop: Shop) -> None:
    with phone(shop) as till:
        _confirming(till, town.voucher())
        before = town.count("redemption", "redemption")
        sent: list[str] = []
        till.page.on("request", lambda request: sent.append(request.url))

        till.page.locator("form[data-pay]").evaluate(TAP_TWICE)

        till.is_paid()
        assert len([url for url in sent if url.endswith("/redemption")]) == 1
        assert town.count("redemption", "redemption") == before + 1
        assert till.errors == []


def test_two_tabs_of_one_basket_pay_once(town: Town, shop: Shop) -> None:
    with phone(shop) as till:
        _confirming(till, town.voucher())
        before = town.count("redemption", "redemption")
        other = till.context.new_page()
        other.goto(till.page.url)

        for tab in (till.page, other):
            tab.click("form[data-pay] button", no_wait_after=True)

        for tab in (till.page, other):
            expect(tab.locator("h1")).to_have_text("決済完了")
        numbers = {tab.inner_text("dd.number") for tab in (till.page, other)}
        assert len(numbers) == 1
        assert town.count("redemption", "redemption") == before + 1


def test_what_another_tab_read_is_in_the_basket_of_this_one(
    town: Town, shop: Shop
) -> None:
    with phone(shop) as till:
        till.begin(4_000)
        other = till.context.new_page()
        other.goto(till.page.url)
        till.type_code(town.voucher())
        till.hears("good")

        other.fill("#voucher_code", town.voucher())
        other.click("form[data-typed] button")

        expect(other.locator("[data-rows] li")).to_have_count(2)
        expect(other.locator("dd[data-fill=total]")).to_have_text("2,000円")
        till.page.reload()
        expect(till.page.locator("[data-rows] li")).to_have_count(2)


def test_back_after_a_refund_gives_nothing_back_again(town: Town) -> None:
    with phone(town.sign_in(KADOYA)) as till:
        _confirming(till, town.voucher())
        till.page.click("form[data-pay] button")
        till.is_paid()
        till.page.click("text=この決済を返金する")
        before = town.count("redemption", "refund")
        till.page.get_by_role("button", name="返金", exact=True).click()
        till.shows("返金処理が完了しました。")

        till.page.go_back()

        till.shows("返金確認")
        expect(till.page.get_by_role("button", name="返金")).to_have_count(0)
        till.shows("返金済みです")
        assert town.count("redemption", "refund") == before + 1


def _confirming(till: Phone, code: str) -> None:
    till.begin(1_000)
    till.type_code(code)
    till.page.wait_for_url("**/confirmation")
