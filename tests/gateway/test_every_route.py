"""What holds for every address of the gateway, also for those that come later."""

from typing import Any, Final
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from tests.gateway.conftest import SETTINGS, browser_at

IDS: Final[dict[str, Any]] = {
    "checkout_id": UUID(int=1),
    "export_id": UUID(int=1),
    "position": 1,
    "digest": "0",
    "name": "machiken.js",
}
GATE: Final = ("kinomachi", "木の実")
APP: Final = browser_at(SETTINGS).application


def routes(method: str) -> list[str]:
    """Return every address that answers to the method."""
    with APP.test_request_context():
        return sorted(
            APP.url_for(
                rule.endpoint,
                **{name: IDS.get(name, UUID(int=1)) for name in rule.arguments},
            )
            for rule in APP.url_map.iter_rules()
            if method in (rule.methods or ())
        )


@pytest.mark.parametrize("path", routes("POST"))
def test_whatever_changes_something_needs_its_proof_and_our_own_origin(
    browser: FlaskClient, path: str
) -> None:
    bare = browser.post(path, auth=GATE, data={"anything": "1"})
    foreign = browser.post(path, auth=GATE, headers={"Origin": "https://evil.example"})

    assert bare.status_code == 400, bare.text
    assert "gateway.form_stale" in bare.text
    assert foreign.status_code == 403
    assert "gateway.form_foreign" in foreign.text


@pytest.mark.parametrize("path", routes("GET"))
def test_every_answer_keeps_other_sites_out_and_says_what_it_is(
    browser: FlaskClient, path: str
) -> None:
    answer = browser.get(path, auth=GATE)

    headers = answer.headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "'unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers
    assert headers["Cache-Control"]
    kind = headers.get("Content-Type", "")
    if answer.data and kind.startswith("text/"):
        assert "charset=utf-8" in kind.lower()


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT"])
def test_no_other_method_is_known(browser: FlaskClient, method: str) -> None:
    for path in ("/shop/sign-in", "/shop/", "/office/", "/api/session"):
        answer = browser.open(path, method=method)
        assert answer.status_code in {400, 405}, path


def test_a_session_secret_in_an_address_opens_nothing(browser: FlaskClient) -> None:
    answer = browser.get("/shop/?machiken-shop=abc&session_secret=abc")

    assert answer.status_code == 303
    assert "/shop/sign-in" in answer.location
