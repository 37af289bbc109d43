"""What every answer carries, and what somebody sees who is lost."""

from typing import Final

import pytest
import requests

from deploy.demo.shop import Shop
from tests.journeys.till import PATIENCE_S, Till
from tests.journeys.town import Town

ADDRESSES: Final = (
    "/",
    "/shop/",
    "/shop/sign-in",
    "/shop/nowhere",
    "/portal/",
    "/office/sign-in",
    "/api/session",
    "/nowhere",
    "/healthz",
)
TRACES: Final = ("Traceback", 'File "', "sqlalchemy", "psycopg", "werkzeug", "kombu")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_its_headers(town: Town, address: str) -> None:
    headers = _get(town, address).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Server"] == "web"
    assert len(headers["X-Request-Id"]) == 12


def test_pages_behind_the_session_carry_them_too(shop: Shop) -> None:
    for address in ("", "balance", "sales", "refunds"):
        answer = shop.browser.session.get(f"{shop.url}{address}", timeout=PATIENCE_S)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_cookies_are_out_of_reach_for_scripts_and_other_sites(shop: Shop) -> None:
    cookies = {each.name: each for each in shop.browser.session.cookies}

    assert {"machiken", "machiken-shop", "machiken-issuer"} <= cookies.keys()
    for cookie in cookies.values():
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert cookie.get_nonstandard_attr("SameSite") == "Lax"
        assert cookie.path == "/"
    assert cookies["machiken-shop"].expires is None  # gone with the browser


@pytest.mark.parametrize("site", ["", "/shop", "/portal", "/office"])
def test_an_unknown_page_says_so_in_japanese(town: Town, site: str) -> None:
    answer = _get(town, f"{site}/no-such-page", gate=True)

    assert answer.status_code == 404
    assert "お探しのページは見つかりませんでした" in answer.text
    assert not any(trace in answer.text for trace in TRACES)


def test_a_machine_is_told_of_an_unknown_page_in_json(till: Till, town: Town) -> None:
    answer = till.session.get(f"{town.host}/api/nothing", timeout=PATIENCE_S)

    assert answer.status_code == 404
    assert answer.json()["refusal"] == "gateway.page_unknown"


def test_a_wrong_method_is_refused_kindly(shop: Shop) -> None:
    answer = shop.browser.session.delete(f"{shop.url}balance", timeout=PATIENCE_S)

    assert answer.status_code in {400, 405}
    assert "お試しください" in answer.text or "やり直してください" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/shop/checkouts/not-a-uuid",
        "/shop/sales?first_on=2026-13-45&last_on=x",
        "/shop/refunds?amount=%00",
        "/shop/refunds?payment_no=%27%3B+drop+table+redemption",
        "/shop/checkouts/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/static/000000000000/../../../../etc/passwd",
        "/shop/sign-in?issuer=%F0%9F%8D%A3&next=%0d%0aSet-Cookie:a",
    ],
)
def test_a_strange_address_gets_no_trace_and_no_fault(
    town: Town, shop: Shop, address: str
) -> None:
    answer = shop.browser.session.get(f"{town.host}{address}", timeout=PATIENCE_S)

    assert answer.status_code < 500
    assert not any(trace in answer.text for trace in TRACES)
    assert "Set-Cookie:a" not in str(answer.headers)


def test_a_photo_that_is_none_is_refused_in_words(shop: Shop) -> None:
    page = shop.begin(1000)

    refused = shop.photograph(page, b"\x89PNG\r\n\x1a\n but no picture")

    assert refused.refusal == "gateway.photo_no_picture"
    assert not any(trace in refused.html for trace in TRACES)


def test_the_gateway_tells_that_all_it_needs_is_there(town: Town) -> None:
    answer = _get(town, "/healthz")

    assert answer.json() == {
        "ok": True,
        "checks": dict.fromkeys(
            ("auth", "redemption", "settlement", "notify", "redis"), "ok"
        ),
    }


def test_every_process_tells_that_it_is_well(town: Town) -> None:
    for name, url in town.urls.items():
        if name.startswith("HEALTH_"):
            answer = requests.get(url, timeout=PATIENCE_S)
            assert (name, answer.status_code) == (name, 200)


def _get(town: Town, address: str, *, gate: bool = False) -> requests.Response:
    return requests.get(
        f"{town.host}{address}",
        auth=town.gate if gate else None,
        allow_redirects=False,
        timeout=PATIENCE_S,
    )
