"""Who lost her mailbox rings the office: two of it move her mail to another."""

import re
from collections.abc import Callable
from typing import Final

import pytest

from deploy.demo.browser import Page
from deploy.demo.mails import number_alone
from deploy.demo.shop import Shop
from machiken.contracts.actor import Role
from machiken.contracts.auth import RegisterOfficer
from tests.journeys.console import Console
from tests.journeys.people import Merchant
from tests.journeys.terminal import Terminal
from tests.journeys.town import Town

KURA: Final = Merchant(
    code="t13",
    name="蔵の酒店",
    company_code="K013",
    company_name="蔵の酒店",
    representative="蔵田 酒代",
    login_id="t13sakayo",
)
NEW: Final = "sakayo@new.kinomachi.example"
MASKED: Final = "s•••@new.kinomachi.example"


@pytest.fixture(scope="module")
def clerk(town: Town) -> Console:
    """Return the console of who takes the call."""
    return Console(town, _officer("denwa01", Role.OFFICE_CLERK))


@pytest.fixture(scope="module")
def chief(town: Town) -> Console:
    """Return the console of the second person."""
    return Console(town, _officer("kakunin01", Role.OFFICE_APPROVER))


@pytest.fixture(scope="module")
def shop(town: Town) -> Shop:
    """Return the shop, signed in by numbers that come to the old mailbox."""
    town.register(town.rules.issuer_code, KURA)
    return town.sign_in(KURA)


def test_two_persons_move_her_mail_and_no_one_of_them_can(
    town: Town, shop: Shop, clerk: Console, chief: Console
) -> None:
    proposed = _propose(town, clerk)
    told = _mail(town, KURA.email, "申請のお知らせ")
    assert MASKED in told
    assert NEW not in told
    assert town.rules.contact in told

    page = clerk.open(_proposal(clerk)).expect("ほかの承認者の方の判断を待っています")
    assert not page.has_form("/decision")
    proposed.expect("承認待ち").expect(NEW)
    chief.open("/").expect("承認を待っているメールアドレス変更の申請が 1件 あります。")
    assert not _is_out(shop)
    type_old_number = _half_in(town)

    _decide(chief, "approve").expect("承認しました。").expect("✓ 承認")

    assert _is_out(shop)
    assert type_old_number().refusal == "auth.sign_in_expired"
    assert MASKED in _mail(town, KURA.email, "メールアドレス変更のお知らせ")
    assert "t13sakayo" in _mail(town, NEW, "メールアドレス登録のお知らせ")
    again = town.shop_page(town.rules.issuer_code)
    again.sign_in(
        KURA.code,
        KURA.login_id,
        town.password(KURA),
        mailbox=town.mailbox,
        email=NEW,
    ).expect("決済金額入力")


def test_what_a_command_proposed_an_approver_turns_down(
    shop: Shop, chief: Console, terminal: Terminal
) -> None:
    del shop
    told = ("--code", KURA.code, "--login-id", KURA.login_id, "--reason", "電話")
    asked = ("staff", "mail-propose", *told, "--email")

    proposed = terminal.run(*asked, "wrong@elsewhere.kinomachi.example")

    assert proposed["state"] == "waiting"
    other = terminal.run(*asked, "x@elsewhere.kinomachi.example", exits=1)
    assert other["refusal"] == "auth.mail_proposal_open"
    broken = terminal.run(*asked, "nobody", exits=1)
    assert broken["facts"] == {"field": "email"}
    _decide(chief, "reject").expect("却下しました。メールアドレスは変わりません。")
    listed = terminal.run("staff", "mail-proposals")
    assert listed["waiting"] == 0
    assert listed["proposals"][0]["state"] == "turned_down"
    assert listed["proposals"][0]["decided_by"] == "kakunin01"
    [shown] = terminal.run("staff", "list", "--code", KURA.code)["members"]
    assert shown["email"] != "wrong@elsewhere.kinomachi.example"


def test_a_colleagues_address_is_proposed_at_a_terminal_too(
    clerk: Console, chief: Console, terminal: Terminal
) -> None:
    told = ("--login-id", "denwa01", "--reason", "異動")

    terminal.run("officer", "mail-propose", *told, "--email", "new@kinomachi.example")

    assert "new@kinomachi.example" not in clerk.open("/mail-proposals").html
    _decide(chief, "approve").expect("承認しました。")
    assert "/office/sign-in" in clerk.open("/").url


def _propose(town: Town, clerk: Console) -> Page:
    """Go the clerk's way: from the merchant's row by form and confirmation."""
    [row] = town.rows(
        "auth",
        "select merchant_id from merchant where merchant_code = :code",
        code=KURA.code,
    )
    merchant = clerk.open(f"/merchants/{row.merchant_id}")
    found = re.search(r'"/office(/mail-proposals/new\?[^"]+)"', merchant.html)
    assert found, "the row leads to the form"
    page = clerk.open(found[1].replace("&amp;", "&"))
    form = page.form("/mail-proposals/new")
    form.fields |= {"email": NEW, "reason": "前の携帯を解約。お店にかけ直して確認"}
    page = clerk.browser.submit(page, form).expect(KURA.email).expect(NEW)
    return clerk.browser.submit(page, page.form("/mail-proposals"))


def _half_in(town: Town) -> Callable[[], Page]:
    """Type her password somewhere else; return what types the number mailed then."""
    other = town.shop_page(town.rules.issuer_code)
    browser, before = other.browser, town.mailbox.count(KURA.email)
    page = browser.open(other.url, issuer=town.rules.issuer_code)
    form = page.form("sign-in")
    page = browser.submit(page, form, code=KURA.code, login_id=KURA.login_id)
    form = page.form("password")
    page = browser.submit(page, form, password=town.password(KURA))
    mail = town.mailbox.wait(
        KURA.email, lambda mail: "ワンタイム" in mail["subject"], after=before
    )
    number, form = number_alone(mail), page.form("one-time-password")
    return lambda: browser.submit(page, form, one_time_password=number)


def _decide(chief: Console, decision: str) -> Page:
    """Decide on the one that waits."""
    page = chief.open(_proposal(chief))
    form = page.form("/decision")
    return chief.browser.submit(page, form, decision=decision)


def _proposal(console: Console) -> str:
    """Return the address of the first proposal: those that wait come first."""
    listed = console.open("/mail-proposals").html
    found = re.search(r'"/office(/mail-proposals/[0-9a-f-]{36})"', listed)
    assert found
    return found[1]


def _is_out(shop: Shop) -> bool:
    return "/shop/sign-in" in shop.browser.open(shop.url).url


def _mail(town: Town, to: str, words: str) -> str:
    mail = town.mailbox.wait(to, lambda mail: words in mail["subject"])
    return str(mail["text"])


def _officer(login_id: str, role: Role) -> RegisterOfficer:
    return RegisterOfficer(
        login_id=login_id,
        name=f"事務 {login_id}",
        email=f"{login_id}@kinomachi.example",
        role=role,
    )
