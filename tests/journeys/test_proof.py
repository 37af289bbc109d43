"""The password once more before what counts: asked by pages, demanded by services."""

from deploy.demo.browser import Page
from deploy.demo.mails import number_alone
from deploy.demo.passwords import present
from deploy.demo.shop import Shop
from deploy.demo.town import MERCHANT_ACCOUNT
from tests.journeys.forgetting import forget_proof
from tests.journeys.people import MORIYA
from tests.journeys.town import Town

LONG_AGO = "now() - interval '5 hours'"
_ACCOUNTS = """
select 1 from account_change join merchant using (merchant_id)
where merchant.merchant_code = :code
"""


def test_a_refund_asks_for_the_password_and_then_goes_on_where_it_was(
    town: Town,
) -> None:
    shop = town.sign_in(MORIYA)
    receipt = _paid(town, shop)
    forget_proof(town, LONG_AGO)

    asked = shop.browser.open(f"{receipt.url}/refund")
    asked.expect("本人の確認").expect(MORIYA.login_id)
    wrong = shop.browser.submit(asked, asked.form("/proof"), password="Falsch-1234")
    assert wrong.refusal == "auth.password_wrong"
    confirm = shop.browser.submit(
        wrong, wrong.form("/proof"), password=town.password(MORIYA)
    )

    assert confirm.url == f"{receipt.url}/refund"
    shop.browser.submit(confirm, confirm.form("/refund")).expect("返金完了")


def test_the_service_refuses_although_the_page_was_shown_before(town: Town) -> None:
    shop = town.sign_in(MORIYA)
    receipt = _paid(town, shop)
    confirm = shop.browser.open(f"{receipt.url}/refund")
    assert confirm.has_form("/refund")
    forget_proof(town, LONG_AGO)

    asked = shop.browser.submit(confirm, confirm.form("/refund"))

    asked.expect("本人の確認")
    assert town.rows(
        "redemption",
        "select 1 from redemption left join refund using (checkout_id)"
        " where checkout_id = :id and refund_id is null",
        id=receipt.url.rpartition("/")[2],
    )
    back = shop.proven(asked)
    assert back.url == f"{receipt.url}/refund"
    shop.browser.submit(back, back.form("/refund")).expect("返金完了")


def test_a_browser_that_stayed_signed_in_has_proven_nothing(town: Town) -> None:
    shop = town.sign_in(MORIYA)
    receipt = _paid(town, shop)
    forget_proof(town, "null")

    shop.browser.open(f"{receipt.url}/refund").expect("本人の確認")


def test_whoever_copied_the_session_before_the_proof_is_out_after_it(
    town: Town,
) -> None:
    shop = town.sign_in(MORIYA)
    receipt = _paid(town, shop)
    forget_proof(town, LONG_AGO)
    copied = town.visitor()
    copied.session.cookies.update(shop.browser.session.cookies)
    copied.open(shop.url).expect(MORIYA.name)  # and so Redis remembers it

    shop.proven(shop.browser.open(f"{receipt.url}/refund")).expect("返金確認")

    copied.open(f"{receipt.url}/refund").expect("加盟店ログイン")
    shop.browser.open(shop.url).expect(MORIYA.name)


def test_a_browser_that_comes_in_by_itself_keeps_what_its_proof_opened(
    town: Town,
) -> None:
    shop = _stays(town)
    browser, cookies = shop.browser, shop.browser.session.cookies
    proof = browser.open(f"{shop.url}proof")
    before = cookies.pop("machiken-shop")

    form = proof.form("/proof")
    browser.submit(proof, form, password=town.password(MORIYA)).expect(MORIYA.name)

    assert cookies["machiken-shop"] != before
    browser.open(f"{shop.url}refunds").expect("返金処理したい決済内容")


def test_the_way_back_leads_to_no_other_site(town: Town) -> None:
    shop = town.sign_in(MORIYA)

    asked = shop.browser.open(f"{shop.url}proof", next="https://evil.example/")
    form = asked.form("/proof")
    answer = shop.browser.submit(
        asked, form, password=present(town.password(MORIYA)), next="//evil.example"
    )

    assert form.fields["next"] == "/shop/"
    assert answer.url == shop.url


def test_a_request_for_another_account_asks_for_the_password_and_keeps_what_was_typed(
    town: Town,
) -> None:
    portal = town.portal(MORIYA)
    page = portal.browser.open(f"{portal.url}accounts")
    assert not asks_for_password(page)
    typed = MERCHANT_ACCOUNT | {"merchant_code": MORIYA.code, "holder": "モリヤ"}
    forget_proof(town, LONG_AGO)

    form = page.form("/accounts")
    form.fields |= typed
    refused = portal.browser.submit(page, form)

    assert refused.refusal == "bus.proof_stale"
    assert not town.rows("settlement", _ACCOUNTS, code=MORIYA.code)
    wrong = portal.browser.submit(
        refused, refused.form("/accounts"), password="Falsch-1234"
    )
    assert wrong.refusal == "auth.password_wrong"
    password = present(town.password(MORIYA))
    kept = wrong.form("/accounts")
    assert {name: kept.fields[name] for name in typed} == typed
    portal.browser.submit(wrong, kept, password=password).expect("届出を受け付けました")
    assert len(town.rows("settlement", _ACCOUNTS, code=MORIYA.code)) == 1


def test_the_form_for_another_account_has_a_place_for_the_password(town: Town) -> None:
    portal = town.portal(MORIYA)
    forget_proof(town, "null")

    page = portal.browser.open(f"{portal.url}accounts")

    assert asks_for_password(page)


def asks_for_password(page: Page) -> bool:
    """Return whether the form for another account asks for the password."""
    return "password" in page.form("/accounts").fields


def _stays(town: Town) -> Shop:
    """Return a shop whose browser stays signed in."""
    shop = town.shop_page(town.rules.issuer_code)
    browser, password = shop.browser, town.password(MORIYA)
    page = browser.open(shop.url, issuer=shop.issuer_code)
    form = page.form("sign-in")
    page = browser.submit(page, form, code=MORIYA.code, login_id=MORIYA.login_id)
    before = town.mailbox.count(MORIYA.email)
    form = page.form("password")
    page = browser.submit(page, form, password=password, stays="1", way="mail")
    mail = town.mailbox.wait(
        MORIYA.email, lambda mail: "ワンタイム" in mail["subject"], after=before
    )
    form = page.form("one-time-password")
    browser.submit(page, form, one_time_password=number_alone(mail)).expect(MORIYA.name)
    return shop


def _paid(town: Town, shop: Shop) -> Page:
    page = shop.begin(1000)
    return shop.redeem(shop.read(page, town.voucher()))
