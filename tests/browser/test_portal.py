"""The companies' site, page by page as manual §8 shows it, in a real browser."""

import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Error, expect

from tests.browser.accountant import PC, Accountant, at_pc
from tests.browser.settled import BOOKS, ISSUER, Settled
from tests.browser.window import window
from tests.chromium import PHONE


@pytest.fixture
def accountant(company: Settled) -> Iterator[Accountant]:
    """Return somebody who is signed in; no page may keep anybody out."""
    with at_pc(company) as sitting:
        sitting.comes_in()
        yield sitting
        assert sitting.complaints == []


def test_the_gate_is_before_everything(company: Settled) -> None:
    with window(PC) as stranger:
        url = company.town.urls["PORTAL_URL"] + "/"
        answer = stranger.page.request.get(url)

        assert answer.status == 401
        assert answer.headers["www-authenticate"].startswith("Basic")
        assert "ログインID" not in answer.text()
        with pytest.raises(Error, match="ERR_INVALID_AUTH_CREDENTIALS"):
            stranger.page.goto(url)


def test_signing_in_leads_to_the_menu_with_who_it_is_and_what_can_be_done(
    company: Settled,
) -> None:
    with at_pc(company) as sitting:
        page = sitting.page
        sitting.claims()
        sitting.looks("sign-in")
        sitting.comes_in()

        expect(page.locator(".who")).to_contain_text("会社コード B001")
        expect(page.locator(".who")).to_contain_text(BOOKS.login_id)
        side = page.locator(".side")
        for entry in ("決済データ出力", "決済データダウンロード", "決済リファンド"):
            expect(side.get_by_role("link", name=entry, exact=True)).to_be_visible()
        sitting.looks("menu")
        assert sitting.complaints == []


def test_payment_data_is_asked_for_confirmed_and_gets_a_number(
    accountant: Accountant,
) -> None:
    page, window = accountant.page, accountant.window
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="決済データ出力", exact=True).click()
    accountant.looks("export")
    window.press("前の締め期間")
    last_on = accountant.company.last_on.isoformat()
    expect(page.locator("[name=last_on]")).to_have_value(last_on)
    page.fill("#requested_by", "経理 高﨑")
    window.press("次へ")
    expect(page.locator("main")).to_contain_text("「出力する」を押してください")
    accountant.looks("export-confirm")
    window.press("出力する")
    page.get_by_role("button", name="コピー").click()
    page.get_by_text("コピーしました").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    expect(page.locator("#receipt-no")).to_have_text(copied)
    accountant.looks("export-accepted")


def test_the_list_renews_itself_and_the_file_is_what_it_says(
    accountant: Accountant, tmp_path: Path
) -> None:
    page = accountant.page
    accountant.asks_for_data()
    number = page.locator("#receipt-no").inner_text()
    page.get_by_role("link", name="決済データダウンロードへ").click()
    page.evaluate("window.sameVisit = true")
    row = page.locator("tr", has_text=number)
    expect(row).to_contain_text("完了", timeout=30_000)
    assert page.evaluate("window.sameVisit"), "the list renewed itself"
    accountant.looks("downloads")
    with page.expect_download() as begun:
        row.get_by_role("link", name="ダウンロード").click()
    file = tmp_path / "payments.csv"
    begun.value.save_as(file)
    row.locator("summary").click()
    told = row.locator("code").inner_text()
    assert hashlib.sha256(file.read_bytes()).hexdigest() == told
    lines = file.read_bytes().decode("cp932").splitlines()
    assert len(lines) == 1 + 3
    assert all(line.count(",") == 27 for line in lines)


def test_a_payment_is_found_looked_at_and_given_back(accountant: Accountant) -> None:
    page, window = accountant.page, accountant.window
    page.get_by_role("link", name="決済リファンド", exact=True).click()
    accountant.looks("refund-search")
    page.select_option("#merchant_code", BOOKS.code)
    page.fill("#amount", "２，０００")
    window.press("検索")
    accountant.looks("refund-found")
    row = page.locator("tbody tr").first  # the latest; the other one is closed
    row.get_by_role("link").click()
    accountant.looks("refund-confirm")
    assert "取り消しができません" in page.inner_text("main")
    window.press("返金する")
    page.get_by_text("返金処理が完了しました").wait_for()
    accountant.looks("refunded")

    accountant.opens("/refunds?amount=2000")
    expect(page.locator("tbody tr").first).to_contain_text("返金済み")
    page.locator("tbody tr").last.get_by_role("link").click()
    window.press("返金する")
    assert window.refusal() == "redemption.refund_too_late"
    accountant.looks("refund-too-late")


def test_a_search_without_a_condition_says_what_is_missing(
    accountant: Accountant,
) -> None:
    accountant.opens("/refunds")
    accountant.window.press("検索")

    assert accountant.window.refusal() == "redemption.search_empty"


def test_days_the_wrong_way_round_are_told_at_their_field(
    accountant: Accountant,
) -> None:
    accountant.opens("/exports/new?preset=last_half")
    accountant.page.fill("input[name=last_on]", "2026-01-01")
    accountant.page.fill("#requested_by", "経理")
    accountant.window.press("次へ")

    assert accountant.window.refusal() == "gateway.days_reversed"
    marked = accountant.page.locator("[aria-invalid=true]")
    expect(marked).to_have_attribute("name", "last_on")


def test_statements_say_what_is_paid_on_the_page_and_on_paper(
    accountant: Accountant, tmp_path: Path
) -> None:
    page = accountant.page
    page.get_by_role("link", name="支払明細", exact=True).click()
    expect(page.locator("svg.chart rect").first).to_be_attached()
    assert "5,000" not in page.locator("tbody").inner_text(), "each shop has its own"
    accountant.looks("statements")
    page.locator("tr", has_text=BOOKS.name).get_by_role("link").click()
    expect(page.locator(".sum")).to_contain_text("3,000円")
    accountant.looks("statement")
    with page.expect_download() as begun:
        page.get_by_role("link", name="PDFで保存").click()
    paper = tmp_path / "statement.pdf"
    begun.value.save_as(paper)
    text = pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_range()
    assert BOOKS.name in text
    assert "3,000円" in text

    page.emulate_media(media="print")
    for hidden in (".bar form", ".side", ".actions"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".bar")).to_contain_text(BOOKS.company_name)
    expect(page.locator(".sum")).to_be_visible()
    accountant.photographs("statement-print")


def test_an_account_is_asked_for_and_a_wrong_number_is_shown_at_its_field(
    accountant: Accountant,
) -> None:
    page, window = accountant.page, accountant.window
    page.get_by_role("link", name="振込口座", exact=True).click()
    accountant.looks("accounts")
    page.select_option("#merchant_code", BOOKS.code)
    page.fill("#bank_code", "0001")
    page.fill("#branch_code", "001")
    page.fill("#account_number", "12345678")
    page.fill("#holder", "タカサキシヨテン")
    window.press("届け出る")
    assert window.refusal() == "settlement.account_off"
    expect(page.locator("#account_number")).to_have_attribute("aria-invalid", "true")
    accountant.looks("account-refused")
    page.fill("#account_number", "1234567")
    window.press("届け出る")
    page.get_by_text("届出を受け付けました").wait_for()
    expect(page.locator("tbody")).to_contain_text("…567")
    accountant.looks("account-asked")


def test_every_preset_fills_both_days(accountant: Accountant) -> None:
    page, window = accountant.page, accountant.window
    today = accountant.company.town.today
    accountant.opens("/exports/new")
    for name in ("今日", "昨日", "今月", "前月", "今の締め期間", "前の締め期間"):
        window.press(name)
        first_on, last_on = (
            page.input_value(f"[name={day}]") for day in ("first_on", "last_on")
        )
        assert first_on <= last_on <= today.isoformat(), name
    window.press("昨日")
    yesterday = (today - timedelta(days=1)).isoformat()
    expect(page.locator("[name=first_on]")).to_have_value(yesterday)


def test_the_keyboard_alone_gets_a_receipt_number(accountant: Accountant) -> None:
    page = accountant.page
    accountant.opens("/exports/new")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "requested_by":
            break
    page.keyboard.type("keiri")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/exports/confirmation"))
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "出力する":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.locator("#receipt-no")).to_be_visible()


def test_a_phone_is_kindly_told_of_the_shops_site(company: Settled) -> None:
    user, password = company.town.gate
    with window(PHONE, {"username": user, "password": password}) as phone:
        phone.page.goto(f"{company.town.urls['PORTAL_URL']}/?issuer={ISSUER}")

        told = phone.page.locator(".for-pc")
        expect(told).to_contain_text("パソコン用です")
        link = told.get_by_role("link").get_attribute("href")
        assert link == company.town.urls["SHOP_URL"]
        assert phone.errors == []
