import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import services.gateway
from tests.gateway.pages import claimed, csrf_token

GATEWAY = Path(services.gateway.__file__).parent
TEMPLATES = sorted((GATEWAY / "templates").rglob("*.html"))
PAGES = ["/", "/shop/sign-in", "/shop/", "/nowhere", "/shop/nowhere", "/api/session"]
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers_that_keep_other_sites_out(
    browser: FlaskClient, path: str
) -> None:
    headers = browser.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("camera=(), microphone=()")
    assert headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_what_the_policy_forbids(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert not INLINE.search(text)
    assert "|safe" not in text
    assert "autoescape" not in text


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_form_that_changes_something_carries_its_proof(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    forms = re.findall(r'<form method="post".*?</form>', text, re.DOTALL)

    assert all("csrf()" in form or "csrf_token()" in form for form in forms)


def test_over_https_cookies_are_pinned_to_the_host(secure_browser: FlaskClient) -> None:
    response = secure_browser.get("/shop/sign-in?issuer=KNM202601")

    cookies = response.headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        flags = cookie.split("; ")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(flags)
    assert "max-age=63072000" in response.headers["Strict-Transport-Security"]


def test_over_http_nothing_promises_https(browser: FlaskClient) -> None:
    response = browser.get("/shop/sign-in")

    assert "Strict-Transport-Security" not in response.headers
    assert "__Host-" not in response.headers["Set-Cookie"]


def test_a_form_without_its_proof_is_refused(browser: FlaskClient) -> None:
    response = browser.post("/shop/sign-in", data={"code": "t01", "login_id": "hana"})

    assert response.status_code == 400
    assert "もう一度お試しください" in response.text


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_a_form_from_another_site_is_refused(browser: FlaskClient, origin: str) -> None:
    page = browser.get("/shop/sign-in?issuer=KNM202601")
    form = {"csrf_token": csrf_token(page), "code": "t01", "login_id": "hana"}

    response = browser.post("/shop/sign-in", data=form, headers={"Origin": origin})

    assert response.status_code == 403


def test_a_form_from_our_own_page_is_taken(browser: FlaskClient) -> None:
    assert claimed(browser).status_code == 303


def test_a_body_beyond_any_photo_is_refused(browser: FlaskClient) -> None:
    response = browser.post("/shop/sign-in", data={"code": "a" * 10_000_000})

    assert response.status_code == 413


def test_the_portal_is_behind_its_outer_gate(browser: FlaskClient) -> None:
    refused = browser.get("/portal/sign-in")
    wrong = browser.get("/portal/sign-in", auth=("kinomachi", "wrong"))
    right = browser.get("/portal/sign-in", auth=("kinomachi", "木の実"))

    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("Basic ")
    assert wrong.status_code == 401
    assert right.status_code == 200


def test_metrics_are_for_this_machine_only(browser: FlaskClient) -> None:
    near = browser.get("/metrics")
    proxied = browser.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"})
    far = browser.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.7"})

    assert "machiken_page_seconds" in near.text
    assert [proxied.status_code, far.status_code] == [404, 404]


def test_static_files_are_kept_for_ever_under_their_own_content(
    browser: FlaskClient,
) -> None:
    page = browser.get("/shop/sign-in").text
    found = re.search(r'href="(/static/[0-9a-f]{12}/machiken\.css)"', page)
    assert found

    assert "immutable" in browser.get(found[1]).headers["Cache-Control"]
    earlier = re.sub(r"[0-9a-f]{12}", "0" * 12, found[1])
    assert browser.get(earlier).headers["Cache-Control"] == "no-cache"
