"""In which language a page comes, and what a browser keeps of it."""

import re
from typing import Final

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.gateway.pages import csrf_token

JAPANESE: Final = "加盟店ログイン"
ENGLISH: Final = "Sign in (shops)"
SIGN_IN: Final = "/shop/sign-in"
GATE: Final = ("kinomachi", "木の実")


def chosen(browser: FlaskClient, language: str, back: str = "") -> TestResponse:
    """Return what comes of tapping the button for a language."""
    form = {
        "csrf_token": csrf_token(browser.get(SIGN_IN)),
        "language": language,
        "next": back,
    }
    return browser.post("/shop/language", data=form)


@pytest.mark.parametrize(
    ("asked", "words", "language"),
    [
        (None, JAPANESE, "ja"),
        ("ja,en-US;q=0.9,en;q=0.8", JAPANESE, "ja"),
        ("en-GB,en;q=0.9", ENGLISH, "en"),
        ("vi,en;q=0.8,ja;q=0.5", ENGLISH, "en"),
        ("pt-BR", JAPANESE, "ja"),
        ("en;q=0.2,ja;q=0.9", JAPANESE, "ja"),
        ("; drop table", JAPANESE, "ja"),
    ],
)
def test_a_page_comes_in_the_language_that_the_browser_asks_for(
    browser: FlaskClient, asked: str | None, words: str, language: str
) -> None:
    headers = {"Accept-Language": asked} if asked else {}
    page = browser.get(SIGN_IN, headers=headers)

    assert words in page.text
    assert f'<html lang="{language}">' in page.text
    assert page.headers["Content-Language"] == language
    assert {"Accept-Language", "Cookie"} <= set(page.vary.as_set(preserve_casing=True))
    assert page.headers["Cache-Control"] == "no-store"


def test_who_chooses_gets_his_language_whatever_his_browser_asks_for(
    browser: FlaskClient,
) -> None:
    answer = chosen(browser, "en")
    page = browser.get(SIGN_IN, headers={"Accept-Language": "ja"})

    assert answer.status_code == 303
    assert ENGLISH in page.text
    assert 'lang="ja">日本語</button>' in page.text, "the way back, in its own words"


def test_the_choice_leads_back_to_its_page(browser: FlaskClient) -> None:
    assert chosen(browser, "en", "/shop/inquiry").location == "/shop/inquiry"


@pytest.mark.parametrize("back", ["", "https://evil.example/", "//evil.example", "/x"])
def test_the_choice_leads_nowhere_else(browser: FlaskClient, back: str) -> None:
    assert chosen(browser, "en", back).location == "/shop/"


def test_the_cookie_tells_the_language_and_nothing_else(
    secure_browser: FlaskClient,
) -> None:
    page = secure_browser.get(SIGN_IN, base_url="https://localhost")
    form = {"csrf_token": csrf_token(page), "language": "en"}
    headers = {"Origin": "https://localhost"}
    answer = secure_browser.post(
        "/shop/language", base_url="https://localhost", data=form, headers=headers
    )

    kept = next(c for c in answer.headers.getlist("Set-Cookie") if "-language=" in c)
    assert re.fullmatch(
        r"__Host-machiken-language=en; Expires=[^;]+; Max-Age=34560000; Secure; "
        r"HttpOnly; Path=/; SameSite=Lax",
        kept,
    )


@pytest.mark.parametrize("language", ["", "de", "en\r\nX: y", "JA"])
def test_no_other_language_is_kept(browser: FlaskClient, language: str) -> None:
    answer = chosen(browser, language)

    assert answer.status_code == 400
    assert "gateway.form_malformed" in answer.text


def test_a_forged_cookie_chooses_nothing(browser: FlaskClient) -> None:
    browser.set_cookie("machiken-language", "<script>")

    assert JAPANESE in browser.get(SIGN_IN).text


def test_looking_at_a_page_chooses_nothing(browser: FlaskClient) -> None:
    page = browser.get(SIGN_IN, headers={"Accept-Language": "en"})

    assert not [c for c in page.headers.getlist("Set-Cookie") if "language" in c]
    assert browser.get("/shop/language").status_code == 405


@pytest.mark.parametrize("site", ["portal", "office"])
def test_the_sites_for_pcs_are_in_japanese(browser: FlaskClient, site: str) -> None:
    headers = {"Accept-Language": "en"}
    page = browser.get(
        f"/{site}/sign-in", headers=headers, auth=("kinomachi", "木の実")
    )

    assert '<html lang="ja">' in page.text
    assert "ログイン" in page.text


def test_refusals_and_failures_are_told_in_the_viewers_language(
    browser: FlaskClient,
) -> None:
    headers = {"Accept-Language": "en"}
    form = {"csrf_token": csrf_token(browser.get(SIGN_IN)), "login_id": "hana"}
    refused = browser.post(SIGN_IN, data=form, headers=headers)
    unknown = browser.get("/shop/nowhere", headers=headers)
    machine = browser.get("/api/session", headers=headers)

    assert "Please fill in: issuer code." in refused.text
    assert "There is no such page." in unknown.text
    assert "You have been signed out" in machine.get_json()["sentence"]


def test_what_a_service_that_is_away_leaves_to_say_is_said_in_english(
    browser: FlaskClient,
) -> None:
    browser.set_cookie("machiken-shop", "a-secret")
    page = browser.get("/shop/", headers={"Accept-Language": "en"})

    assert page.status_code == 503
    assert "Nothing was done this time." in page.text
