import pytest
from flask.testing import FlaskClient

from machiken.contracts.auth import Site
from services.gateway import signing_in
from tests.gateway.pages import claimed, csrf_token


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ("/shop/checkouts/1", "/shop/checkouts/1"),
        ("/shop/sales?first_on=2026-06-24", "/shop/sales?first_on=2026-06-24"),
        ("https://elsewhere.example/shop/", ""),
        ("//elsewhere.example/shop/", ""),
        ("/portal/", ""),
        ("/shop/\\elsewhere.example", ""),
        ("/shop/\r\nSet-Cookie: x", ""),
        ("", ""),
    ],
)
def test_after_signing_in_only_a_page_of_the_same_site_is_opened(
    browser: FlaskClient, wanted: str, kept: str
) -> None:
    with browser.application.test_request_context(query_string={"next": wanted}):
        assert signing_in.came_for(Site.SHOP) == kept


@pytest.mark.parametrize(
    "step", ["/shop/sign-in/password", "/shop/sign-in/one-time-password"]
)
def test_a_step_that_was_not_reached_leads_to_the_first(
    browser: FlaskClient, step: str
) -> None:
    assert browser.get(step).location == "/shop/sign-in"


def test_the_mailed_number_is_not_asked_before_the_password(
    browser: FlaskClient,
) -> None:
    claimed(browser)

    assert browser.get("/shop/sign-in/one-time-password").location == "/shop/sign-in"


def test_a_field_left_empty_is_named_and_the_others_are_kept(
    browser: FlaskClient,
) -> None:
    page = browser.get("/shop/sign-in?issuer=KNM202601")
    form = {"csrf_token": csrf_token(page), "code": "t01", "login_id": " "}

    response = browser.post("/shop/sign-in", data=form)

    assert response.status_code == 422
    assert "ログインIDを入力してください。" in response.text
    assert 'value="t01"' in response.text


def test_the_campaign_of_the_address_is_remembered(browser: FlaskClient) -> None:
    assert "発行者コード" in browser.get("/shop/sign-in").text

    browser.get("/shop/sign-in?valueissuercd=KNM202601")

    assert "発行者コード" not in browser.get("/shop/sign-in").text


def test_what_is_no_issuer_code_is_not_remembered(browser: FlaskClient) -> None:
    response = browser.get("/shop/sign-in?issuer=../../x")

    assert "issuer" not in "".join(response.headers.getlist("Set-Cookie"))
