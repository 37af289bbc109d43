"""認証アプリ: added, asked for on every site, used up, and removed for who lost it."""

import re
from typing import Final

import pytest

from deploy.demo.browser import Browser, Page
from deploy.demo.operator import Operator
from deploy.demo.shop import Shop
from tests.journeys.apps import add_app, shown, type_number
from tests.journeys.people import Merchant
from tests.journeys.town import Town

TOKEI: Final = Merchant(
    code="t10",
    name="時計店とけい",
    company_code="T010",
    company_name="とけい商会",
    representative="時 針子",
    login_id="t10hariko",
)


@pytest.fixture(scope="module")
def shop(town: Town) -> Shop:
    """Return a shop whose representative has chosen her password, signed in."""
    town.register(town.rules.issuer_code, TOKEI)
    town.password(TOKEI)
    return town.sign_in(TOKEI)


@pytest.fixture(scope="module")
def app(town: Town, shop: Shop) -> tuple[str, list[str]]:
    """Return her app's secret and the recovery codes."""
    return add_app(shop.browser, f"{town.host}/shop")


def test_its_owner_is_told_by_mail_and_sees_it_in_her_history(
    town: Town, shop: Shop, app: tuple[str, list[str]]
) -> None:
    secret, codes = app

    mail = town.mailbox.wait(TOKEI.email, lambda m: "ログイン方法変更" in m["subject"])

    assert secret not in mail["text"]
    assert len(set(codes)) == 8
    page = shop.browser.open(f"{town.host}/shop/authenticator")
    page.expect("認証アプリの数字（6桁）").expect("残り8個")
    assert secret not in page.html
    shop.browser.open(f"{town.host}/shop/history").expect("認証アプリの登録")


def test_the_app_is_asked_for_at_the_pc_and_no_mail_goes_out(
    town: Town, app: tuple[str, list[str]]
) -> None:
    before = town.mailbox.count(TOKEI.email)
    browser, page = _at_pc(town)
    page.expect("認証アプリの数字").expect("メールは届きません。")

    wrong = type_number(browser, page, "000000")
    right = type_number(browser, wrong, shown(app[0], steps=1))

    assert wrong.refusal == "auth.authenticator_digits_wrong"
    right.expect("とけい商会")
    assert not [
        mail
        for mail in town.mailbox.mails(TOKEI.email)[before:]
        if "ワンタイムパスワード" in mail["subject"]
    ]


def test_the_same_digits_open_nothing_more_and_a_recovery_code_one_session(
    town: Town, app: tuple[str, list[str]]
) -> None:
    secret, codes = app
    browser, page = _at_pc(town)
    again = type_number(browser, page, shown(secret))
    came = type_number(browser, again, codes[0].lower())
    other, asked = _at_pc(town)
    spent = type_number(other, asked, codes[0])

    assert again.refusal == "auth.authenticator_digits_wrong"
    came.expect("とけい商会")
    assert spent.refusal == "auth.authenticator_digits_wrong"
    town.mailbox.wait(TOKEI.email, lambda mail: "予備コード" in mail["subject"])


def test_the_operator_removes_it_and_everybody_is_out_at_once(
    town: Town, shop: Shop, app: tuple[str, list[str]]
) -> None:
    del app
    shop.browser.open(shop.url).expect("決済金額入力")
    operator = Operator(town.stack.environment("operator"))
    whom = ("--issuer", town.rules.issuer_code, "--code", TOKEI.code)

    operator.run("staff", "remove-authenticator", *whom, "--login-id", TOKEI.login_id)

    assert "/shop/sign-in" in shop.browser.open(shop.url).url
    town.mailbox.wait(TOKEI.email, lambda mail: "解除" in mail["text"])
    town.sign_in(TOKEI)  # by the mailed number


def test_the_secret_is_in_no_address_and_no_cookie(town: Town) -> None:
    shop = town.sign_in(TOKEI)
    secret, codes = add_app(shop.browser, f"{town.host}/shop")

    kept = "".join(f"{each.name}{each.value}" for each in shop.browser.session.cookies)

    assert secret not in kept
    assert not [code for code in codes if code in kept]
    page = shop.browser.open(f"{town.host}/shop/authenticator/removal")
    done = shop.browser.submit(page, page.form("/authenticator/removal"))
    done.expect("メールの番号（4桁）")
    assert re.fullmatch(r".*/shop/authenticator\?done=removed", done.url)


def _at_pc(town: Town) -> tuple[Browser, Page]:
    browser = town.visitor(gate=town.gate)
    page = browser.open(f"{town.host}/portal/", issuer=town.rules.issuer_code)
    page = browser.submit(
        page,
        page.form("sign-in"),
        company_code=TOKEI.company_code,
        login_id=TOKEI.login_id,
        password=town.password(TOKEI),
    )
    return browser, page
