"""What people see while the broker, the services and Redis are away."""

import time

from flask.testing import FlaskClient

from tests.gateway.pages import claimed, csrf_token


def test_the_sign_in_page_is_there_without_anybody(browser: FlaskClient) -> None:
    page = browser.get("/shop/sign-in?issuer=KNM202601")

    assert page.status_code == 200
    assert "加盟店コード" in page.text


def test_a_call_that_reaches_nobody_is_said_kindly_and_soon(
    browser: FlaskClient,
) -> None:
    claimed(browser)
    page = browser.get("/shop/sign-in/password")
    form = {"csrf_token": csrf_token(page), "password": "secret"}

    began = time.monotonic()
    response = browser.post("/shop/sign-in/password", data=form)

    assert time.monotonic() - began < 8
    assert response.status_code == 503
    assert "いまの操作は行われていません" in response.text
    assert "Traceback" not in response.text


def test_a_session_is_not_lost_because_nobody_can_be_asked(
    browser: FlaskClient,
) -> None:
    browser.set_cookie("machiken-shop", "a session's secret")

    response = browser.get("/shop/")

    assert response.status_code == 503
    assert "Set-Cookie" not in response.headers


def test_health_says_who_is_away(browser: FlaskClient) -> None:
    answer = browser.get("/healthz")

    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["checks"]["redemption"] == "Unavailable"
    assert browser.get("/livez").status_code == 200


def test_a_machine_gets_its_refusals_as_json(browser: FlaskClient) -> None:
    answer = browser.get("/api/nothing-here")

    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["refusal"] == "gateway.page_unknown"
