"""A paper is tried at two shops: the office sees it, holds the money, all is told."""

import csv
import io
from datetime import datetime, time
from pathlib import Path
from typing import Final
from urllib.parse import urljoin
from uuid import uuid4

import pytest

from deploy.demo.browser import PATIENCE_S, Form, Page
from deploy.demo.operator import Operator
from machiken.contracts.actor import Role
from machiken.contracts.redemption import CheckSigns, verbs
from machiken.town_time import TOWN_TIME
from tests.chromium import PC, chromium, cookies_of
from tests.journeys.clerk import Clerk
from tests.journeys.people import KADOYA, Merchant
from tests.journeys.town import Town

NEIGHBOUR: Final = Merchant(
    code="t12",
    name="隣の茶舗",
    company_code="C012",
    company_name="有限会社隣の茶舗",
    representative="茶谷 緑",
    login_id="t12midori",
)
"""Of no other test, which may leave signs of their own."""


@pytest.fixture(scope="module")
def clerk(town: Town) -> Clerk:
    """Return a clerk who is signed in, after a paper was tried at two shops."""
    [code] = town.vouchers(1)
    town.register(town.rules.issuer_code, NEIGHBOUR)
    first, second = (town.till(town.shop(each)) for each in (KADOYA, NEIGHBOUR))
    assert first.redeem(uuid4(), [code]).is_ok
    assert second.redeem(uuid4(), [code]).refusal == "redemption.voucher_used"
    return Clerk(town, "mihari01", Role.OFFICE_CLERK)


@pytest.fixture
def operator(town: Town) -> Operator:
    """Return the operator at the command line."""
    issuer = {"ISSUER_CODE": town.rules.issuer_code}
    return Operator(town.stack.environment("operator") | issuer)


def test_a_clerk_sees_the_sign_and_holds_the_money_by_one_click(
    clerk: Clerk, operator: Operator
) -> None:
    [sign] = [
        each
        for each in operator.run("signs", "--kind", "tried_elsewhere")["signs"]
        if each["merchant"]["merchant_code"] == NEIGHBOUR.code
    ]
    assert sign["other"]["merchant_code"] == KADOYA.code

    board = clerk.open("/signs", kind="tried_elsewhere")
    board.expect("2つの店で読み取り").expect("不正の証拠ではありません")
    [search, *_] = about(board, "/office/search", str(sign["first_serial"]))
    found = clerk.browser.submit(board, search)
    found.expect("この券を使った決済").expect(KADOYA.code)

    [hold] = about(board, "/settlement/holds", NEIGHBOUR.code)
    held = clerk.browser.submit(board, hold)
    held.expect("兆候の確認のため：2つの店で読み取り")
    again = clerk.open("/signs", kind="tried_elsewhere").expect("保留中")
    assert about(again, "/settlement/holds", NEIGHBOUR.code) == []


def about(page: Page, part_of_action: str, what: str) -> list[Form]:
    """Return the page's forms that go there about this."""
    return [
        each
        for each in page.forms
        if part_of_action in each.action and what in each.fields.values()
    ]


def test_what_the_clerk_did_is_in_the_record_and_in_its_file(
    clerk: Clerk, operator: Operator
) -> None:
    page = clerk.open("/audit")
    page.expect("ログイン")
    page = clerk.submit(page, "/office/audit", happening="merchant_held")
    page.expect("振込の保留").expect("mihari01").expect(NEIGHBOUR.code)
    form = page.form("/office/audit")
    form.fields |= {"happening": "", "area": "settlement"}
    answer = clerk.browser.session.post(
        urljoin(page.url, "audit/file"), data=form.fields, timeout=PATIENCE_S
    )

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert "振込の保留" in [row[2] for row in rows]
    assert {row[1] for row in rows[1:]} == {"精算・振込"}
    [told, *_] = operator.run("audit", "--what", "merchant_held")["lines"]
    assert (told["area"], told["actor"]) == ("settlement", "mihari01")
    assert told["request_id"]


def test_new_signs_are_shown_everywhere_until_somebody_looked_at_them(
    town: Town, clerk: Clerk, operator: Operator
) -> None:
    # The worker counts once a minute; whoever checks counts at once.
    long_ago = datetime.combine(town.today, time(), tzinfo=TOWN_TIME)
    wanted = CheckSigns(
        issuer_code=town.rules.issuer_code, on=town.today, until=long_ago
    )
    count = town.office.call(verbs.CHECK_SIGNS, wanted).count
    assert count > 0
    [told] = operator.run("signs", "--open")["days"]
    assert told == {"on": town.today.isoformat(), "count": count}

    clerk.open("/").expect(f"不正の兆候 {count}件").expect(f"未確認 {count}件")
    board = clerk.open("/signs").expect(f"未確認 {count}件")
    done = clerk.submit(board, "/signs/checked")

    done.expect("確認済みにしました")
    assert "未確認" not in done.text
    assert not done.has_form("/signs/checked")
    assert operator.run("signs", "--open")["count"] == 0
    clerk.open("/audit").expect("不正の兆候の確認")


def test_who_saves_the_record_is_in_it(
    clerk: Clerk, operator: Operator, tmp_path: Path
) -> None:
    page = clerk.open("/audit")
    form = page.form("/office/audit")
    form.fields |= {"area": "settlement", "happening": "merchant_held"}
    answer = clerk.browser.session.post(
        urljoin(page.url, "audit/file"), data=form.fields, timeout=PATIENCE_S
    )
    rows = len(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))) - 1
    out = tmp_path / "audit.csv"
    saved = operator.run("audit", "--area", "notify", "--out", str(out))

    lines = operator.run("audit", "--what", "audit_saved")["lines"]
    by_operator, by_clerk, *_ = lines

    assert by_clerk["actor"] == "mihari01"
    told = f"rows={rows}; area=settlement; happening=merchant_held"
    assert by_clerk["account"]["detail"] == told
    assert by_operator["account"]["detail"] == f"rows={saved['rows']}; area=notify"
    assert out.stat().st_mode & 0o777 == 0o600
    page = clerk.open("/audit").expect("監査記録の保存")
    page.expect(f"行数: {rows}、分野: 精算・振込、内容: 振込の保留")


def test_the_board_fits_a_pc_and_asks_nothing_that_the_rules_forbid(
    clerk: Clerk,
) -> None:
    with chromium() as browser:
        context = browser.new_context(viewport=PC, locale="ja-JP")
        context.add_cookies(cookies_of(clerk.browser, clerk.url))
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        for path in ("/signs", "/audit"):
            page.goto(f"{clerk.url}{path}")
            page.wait_for_selector("h1")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= PC["width"], path

    assert said == []
