"""Shops look after their people, over the pages, with everything running."""

from typing import Final
from urllib.parse import urljoin
from uuid import uuid4

import pytest

from deploy.demo.browser import Page
from deploy.demo.mails import after_word
from deploy.demo.shop import Shop
from machiken.contracts.actor import Role
from machiken.contracts.auth import InviteStaff, people_verbs
from tests.journeys.at_once import at_once
from tests.journeys.books import Books
from tests.journeys.people import EAST, KADOYA, OF_THE_PAST, Merchant
from tests.journeys.staff import Clerk, come_in, hire, ref
from tests.journeys.till import Answer
from tests.journeys.town import Town

INAHO: Final = Merchant(
    code="t05",
    name="稲穂食堂",
    company_code="I001",
    company_name="稲穂食堂",
    representative="稲田 実",
    login_id="t05minoru",
)


@pytest.fixture(scope="module")
def inaho(town: Town) -> Shop:
    """Return a shop with its representative signed in, whose people come and go."""
    town.register(town.rules.issuer_code, INAHO)
    return town.sign_in(INAHO)


@pytest.fixture
def clerk(town: Town, inaho: Shop) -> Clerk:
    """Return somebody new at the shop."""
    del inaho
    return hire(town, INAHO, f"t05{uuid4().hex[:8]}", Role.STAFF)


def test_a_representative_invites_somebody_who_then_signs_in(
    town: Town, inaho: Shop
) -> None:
    page = _staff(inaho).expect("スタッフを登録する")
    page = inaho.browser.open(urljoin(inaho.url, "staff/new"))
    done = inaho.browser.submit(
        page,
        page.form("/staff/new"),
        name="稲田 穂波",
        login_id="t05honami",
        email="honami@clerks.kinomachi.example",
        role="manager",
    ).expect("登録しました。")

    mail = town.mailbox.wait(
        "honami@clerks.kinomachi.example",
        lambda mail: "アカウント発行" in mail["subject"],
    )
    assert after_word(mail, "アカウント権限") == "店長"
    honami = Clerk(
        merchant=INAHO,
        login_id="t05honami",
        name="稲田 穂波",
        staff_id=done.url.rpartition("/")[2].partition("?")[0],  # type: ignore[arg-type] # as the page has it
        password=after_word(mail, "初期パスワード"),
    )
    her = town.shop_page(town.rules.issuer_code)
    her.sign_in(
        INAHO.code,
        honami.login_id,
        honami.password,
        mailbox=town.mailbox,
        email="honami@clerks.kinomachi.example",
    ).expect("スタッフ管理")
    _staff(her).expect("稲田 実").expect("ご本人")


def test_a_field_that_is_wrong_is_named_and_what_was_typed_stays(inaho: Shop) -> None:
    page = inaho.browser.open(urljoin(inaho.url, "staff/new"))
    form = page.form("/staff/new")
    page = inaho.browser.submit(
        page, form, name="誰か", login_id="ab", email="a@b.example", role="staff"
    )

    assert page.refusal == "auth.registration_malformed"
    assert "ログインIDが正しくありません。" in page.text
    assert 'value="誰か"' in page.html


def test_the_next_tap_of_a_disabled_clerk_is_refused(
    town: Town, inaho: Shop, clerk: Clerk
) -> None:
    his = come_in(town, clerk)
    till = town.till(his)
    assert till.redeem(uuid4(), town.vouchers(1)).is_ok  # and the cache knows him

    _act(inaho, clerk, "disable").expect("利用を停止しました。").expect("利用停止中")

    assert till.redeem(uuid4(), town.vouchers(1)).refusal == "bus.not_signed_in"
    assert "/shop/sign-in" in his.browser.open(his.url).url
    town.mailbox.wait(clerk.email, lambda mail: "利用停止" in mail["subject"])

    _act(inaho, clerk, "enable").expect("利用を再開しました。")
    come_in(town, clerk)


def test_a_role_that_changes_beside_payments_loses_none(
    town: Town, inaho: Shop, clerk: Clerk, books: Books
) -> None:
    till = town.till(come_in(town, clerk))
    before = books.payments()
    codes = town.vouchers(30)

    def pay() -> list[Answer]:
        return [till.redeem(uuid4(), [code]) for code in codes]

    def change() -> list[Answer]:
        _act(inaho, clerk, "role", role="manager").expect("権限を変更しました。")
        return []

    answers, _ = at_once([pay, change])

    paid = [each.is_ok for each in answers]
    # First all are paid, then all are refused: each one is definite, none in between.
    assert paid == sorted(paid, reverse=True)
    assert {each.refusal for each in answers if not each.is_ok} <= {"bus.not_signed_in"}
    assert till.redeem(uuid4(), town.vouchers(1)).refusal == "bus.not_signed_in"
    assert books.payments() == before + sum(paid)


def test_another_shops_clerk_is_unknown_here(
    town: Town, shop: Shop, clerk: Clerk
) -> None:
    for act in ("disable", "unlock"):
        page = shop.browser.open(urljoin(shop.url, f"staff/{clerk.staff_id}/{act}"))
        assert (page.status, page.refusal) == (404, "auth.staff_unknown")
    assert shop.browser.open(urljoin(shop.url, "staff/new/sell")).status == 404
    del town


def test_staff_see_and_reach_nothing_of_it(
    town: Town, inaho: Shop, clerk: Clerk
) -> None:
    his = come_in(town, clerk)
    top = his.browser.open(his.url)
    assert "スタッフ管理" not in top.text
    assert "ご登録情報" not in top.text
    for path in ("staff", "staff/new", "own-data"):
        page = his.browser.open(urljoin(his.url, path))
        assert (page.status, page.refusal) == (403, "bus.not_allowed")
    del inaho


def test_where_the_switch_is_off_pages_hide_it_and_auth_refuses_it(
    town: Town,
) -> None:
    past = town.sign_in(OF_THE_PAST)
    top = past.browser.open(past.url)

    assert "スタッフ管理" not in top.text
    assert "ご登録情報" not in top.text
    page = _staff(past)
    assert (page.status, page.refusal) == (403, "auth.staff_management_off")
    page = past.browser.open(urljoin(past.url, "own-data"))
    assert page.refusal == "auth.representative_change_off"


def test_who_works_at_two_shops_switches_between_them(town: Town) -> None:
    hanako = town.sign_in(KADOYA)
    assert "店舗の切り替え" not in hanako.browser.open(hanako.url).text
    joined = InviteStaff(
        merchant=ref(town, EAST),
        login_id=KADOYA.login_id,
        name=KADOYA.representative,
        email=KADOYA.email,
        role=Role.MANAGER,
    )
    assert not town.office.call(people_verbs.INVITE_STAFF, joined).is_new
    hanako = town.sign_in(KADOYA)
    before = hanako.browser.open(hanako.url).expect("店舗の切り替え")
    secret = hanako.browser.session.cookies["machiken-shop"]

    page = hanako.browser.open(urljoin(hanako.url, "merchants")).expect(EAST.name)
    top = hanako.browser.submit(page, page.form("/merchants/switch"))

    top.expect(EAST.name).expect("店長")
    assert hanako.browser.session.cookies["machiken-shop"] != secret
    stale = hanako.browser.submit(before, before.form("/checkouts"), target="1000")
    assert stale.refusal == "gateway.form_stale"
    assert town.till(hanako).merchant_code == EAST.code
    old = town.visitor()
    old.session.cookies.set("machiken-shop", secret)
    assert "/shop/sign-in" in old.open(hanako.url).url


def _staff(shop: Shop) -> Page:
    return shop.browser.open(urljoin(shop.url, "staff"))


def _act(shop: Shop, clerk: Clerk, act: str, role: str = "") -> Page:
    """Do something about somebody, confirmation and all."""
    page = shop.browser.open(urljoin(shop.url, f"staff/{clerk.staff_id}/{act}"))
    page.expect(clerk.name)
    return shop.browser.submit(page, page.form(f"/{act}"), role=role)
