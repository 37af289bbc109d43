"""The pages around a password, as far as they need nobody else."""

from flask.testing import FlaskClient

from tests.gateway.pages import claimed, csrf_token


def test_without_a_puzzle_the_mail_is_still_a_way_in(browser: FlaskClient) -> None:
    claimed(browser)

    page = browser.get("/shop/sign-in/password")

    assert page.status_code == 200
    assert "パズルを使わずメールで確認" in page.text
    assert "puzzle_x" not in page.text


def test_only_the_puzzles_page_may_carry_pictures_in_itself(
    browser: FlaskClient,
) -> None:
    claimed(browser)
    policies = {
        path: browser.get(path).headers["Content-Security-Policy"]
        for path in ("/shop/sign-in", "/shop/sign-in/password")
    }

    assert "data:" not in policies["/shop/sign-in"]
    assert "img-src 'self' data:;" in policies["/shop/sign-in/password"]
    assert "unsafe" not in policies["/shop/sign-in/password"]


def test_a_step_of_a_reset_that_was_not_reached_leads_to_the_first(
    browser: FlaskClient,
) -> None:
    for site in ("shop", "office"):
        for step in ("reset-code", "new-password"):
            response = browser.get(f"/{site}/sign-in/{step}")
            assert response.location == f"/{site}/sign-in/forgotten"


def test_a_forgotten_password_needs_code_and_login_id(browser: FlaskClient) -> None:
    page = browser.get("/shop/sign-in/forgotten?issuer=KNM202601")
    form = {"csrf_token": csrf_token(page), "code": "", "login_id": "hanako"}

    response = browser.post("/shop/sign-in/forgotten", data=form)

    assert response.status_code == 422
    assert "加盟店コードを入力してください。" in response.text
    assert 'value="hanako"' in response.text
