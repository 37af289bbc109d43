"""事務局職員: an administrator looks after colleagues at the console."""

import re
from typing import Final

import pytest

from deploy.demo.browser import Browser, Page
from deploy.demo.mails import after_word, number_alone
from deploy.demo.operator import Operator
from deploy.demo.passwords import changed_if_asked, present
from tests.journeys.apps import add_app, shown, type_number
from tests.journeys.console import LOGIN_ID, Console
from tests.journeys.town import Town

TANTO: Final = "tanto01"
EMAIL: Final = "tanto@kinomachi.example"


@pytest.fixture(scope="module")
def console(town: Town) -> Console:
    """Return the console with an administrator at work."""
    return Console(town)


@pytest.fixture(scope="module")
def password(town: Town, console: Console) -> str:
    """Return the initial password of a colleague who was just registered."""
    console.send(
        "/officers/new",
        "/officers/new",
        name="担当 太郎",
        login_id=TANTO,
        email=EMAIL,
        role="office_clerk",
    ).expect("登録しました。").expect("担当 太郎")
    mail = town.mailbox.wait(EMAIL, lambda mail: "初期パスワード" in mail["text"])
    return after_word(mail, "初期パスワード")


def test_a_colleague_comes_in_and_sees_no_page_of_officers(
    town: Town, console: Console, password: str
) -> None:
    browser, page = sign_in(town, password)

    page.expect("担当 太郎")
    assert "/office/officers" not in page.html
    assert browser.open(f"{town.host}/office/officers").status == 403
    console.open("/officers").expect("担当 太郎").expect(LOGIN_ID)


def test_another_role_or_a_stop_is_felt_within_one_request(
    town: Town, console: Console, password: str
) -> None:
    browser, _ = sign_in(town, password)
    act(console, "role", role="office_viewer").expect("権限を変更しました。")
    assert "/office/sign-in" in browser.open(f"{town.host}/office/").url

    browser, page = sign_in(town, password)
    page.expect("閲覧")
    act(console, "disable").expect("利用停止中")
    assert "/office/sign-in" in browser.open(f"{town.host}/office/").url

    act(console, "enable").expect("利用できます")
    for words in ("アカウント権限変更", "アカウント利用停止", "アカウント利用再開"):
        told(town, words)


def test_a_colleagues_app_is_removed_at_the_console(
    town: Town, console: Console, password: str
) -> None:
    browser, _ = sign_in(town, password)
    secret, _ = add_app(browser, f"{town.host}/office")
    other = town.visitor()
    page = type_password(town, other, password)
    type_number(other, page, shown(secret, steps=1)).expect("担当 太郎")

    act(console, "authenticator").expect("認証アプリを解除しました。")

    assert "/office/sign-in" in browser.open(f"{town.host}/office/").url
    sign_in(town, password)


def test_who_is_sent_a_new_password_is_out_at_once(town: Town, password: str) -> None:
    browser, _ = sign_in(town, password)
    browser.open(f"{town.host}/office/").expect("担当 太郎")
    operator = Operator(town.stack.environment("operator"))

    operator.run("officer", "resend", "--login-id", TANTO)

    assert "/office/sign-in" in browser.open(f"{town.host}/office/").url


def test_nobody_stops_himself(console: Console) -> None:
    own = officer(console, LOGIN_ID)

    page = console.open(own).expect("ご自身の権限の変更や停止はできません。")

    assert f"{own}/disable" not in page.html
    asked = console.open(f"{own}/disable")
    refused = console.browser.submit(asked, asked.form(f"{own}/disable"))
    assert refused.refusal == "auth.staff_is_oneself"


def told(town: Town, words: str) -> None:
    """Wait for a mail to the colleague about this."""
    town.mailbox.wait(EMAIL, lambda mail: words in mail["subject"])


def act(console: Console, name: str, **filled: str) -> Page:
    """Do something about the colleague, by its confirmation."""
    path = f"{officer(console, TANTO)}/{name}"
    return console.send(path, path, **filled)


def officer(console: Console, login_id: str) -> str:
    """Return the address of somebody's page at the console."""
    listed = console.open("/officers").html
    for path in re.findall(r'"/office(/officers/[0-9a-f-]{36})"', listed):
        if f">{login_id}<" in console.open(path).html:
            return str(path)
    raise AssertionError(login_id)


def type_password(town: Town, browser: Browser, password: str) -> Page:
    """Begin to sign in as the colleague; return the page for the number."""
    page = browser.open(f"{town.host}/office/", issuer=town.rules.issuer_code)
    form = page.form("sign-in")
    return browser.submit(page, form, login_id=TANTO, password=present(password))


def sign_in(town: Town, password: str) -> tuple[Browser, Page]:
    """Come in as the colleague by the mailed number."""
    browser = town.visitor()
    before = town.mailbox.count(EMAIL)
    page = type_password(town, browser, password)
    mail = town.mailbox.wait(
        EMAIL, lambda mail: "ワンタイムパスワード" in mail["subject"], after=before
    )
    page = type_number(browser, page, number_alone(mail))
    return browser, changed_if_asked(browser, page, password)
