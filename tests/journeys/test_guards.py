"""What stands before every page: the session, the form's proof, its origin."""

from contextlib import closing
from typing import Final
from uuid import UUID

import pytest
import requests
from flask import Flask

from deploy.demo.shop import Shop
from machiken import settings
from machiken.bus.client import RpcClient
from services.gateway.app import create_app
from services.gateway.settings import Settings
from tests.gateway.addresses import path_of
from tests.journeys.books import Books
from tests.journeys.till import PATIENCE_S, Till
from tests.journeys.town import Town

SITES: Final = ("shop", "portal", "office", "api")


@pytest.mark.parametrize("site", SITES)
def test_without_a_session_every_page_leads_to_sign_in(town: Town, site: str) -> None:
    closed = _closed(town, site)
    assert closed
    for method, path in closed:
        answer = _as_visitor(town, method, path)
        if site == "api":
            assert answer.status_code == 401, path
            assert answer.json()["refusal"] == "bus.not_signed_in"
        else:
            assert answer.status_code == 303, (method, path)
            assert answer.headers["Location"].startswith(f"/{site}/sign-in")


def test_a_form_without_its_proof_changes_nothing(
    town: Town, till: Till, books: Books
) -> None:
    before = books.everything()
    body = {"checkout_id": str(UUID(int=7)), "voucher_codes": town.vouchers(1)}

    answer = requests.post(
        f"{town.host}/api/redemptions",
        json=body,
        cookies=till.session.cookies,
        timeout=PATIENCE_S,
    )

    assert answer.json()["refusal"] == "gateway.form_stale"
    assert books.everything() == before


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1"]
)
def test_a_form_of_a_foreign_origin_changes_nothing(
    town: Town, till: Till, books: Books, origin: str
) -> None:
    before = books.everything()
    body = {"checkout_id": str(UUID(int=8)), "voucher_codes": town.vouchers(1)}

    answer = till.session.post(
        f"{town.host}/api/redemptions",
        json=body,
        headers={"Origin": origin},
        timeout=PATIENCE_S,
    )

    assert answer.status_code == 403
    assert answer.json()["refusal"] == "gateway.form_foreign"
    assert books.everything() == before


def test_a_proof_of_another_session_is_refused(town: Town, shop: Shop) -> None:
    stranger = town.visitor()
    page = stranger.open(f"{town.host}/shop/sign-in")
    foreign = page.form("sign-in").fields["csrf_token"]
    top = shop.browser.open(shop.url)

    answer = shop.browser.submit(
        top, top.form("/checkouts"), target="1000", csrf_token=foreign
    )

    assert answer.refusal == "gateway.form_stale"


def test_the_portal_is_behind_its_outer_gate(town: Town) -> None:
    user, password = town.gate

    assert town.visitor().open(f"{town.host}/portal/").status == 401
    assert town.visitor(gate=(user, "wrong")).open(f"{town.host}/portal/").status == 401
    inside = town.visitor(gate=(user, password)).open(f"{town.host}/portal/")
    inside.expect("会社コード")


def _closed(town: Town, site: str) -> list[tuple[str, str]]:
    """Return method and path of the site's pages that visitors may not see."""
    told = settings.read(Settings, town.stack.environment("gateway"))
    bus = RpcClient(told.amqp_url.reveal(), caller="gateway")
    app = create_app(told, bus)
    with closing(bus), app.test_request_context():
        return [
            (method, path_of(app, rule))
            for rule in app.url_map.iter_rules()
            for method in sorted((rule.methods or set()) & {"GET", "POST"})
            if rule.endpoint.startswith(f"{site}.") and not _is_open(app, rule.endpoint)
        ]


def _is_open(app: Flask, endpoint: str) -> bool:
    return bool(getattr(app.view_functions[endpoint], "open_to_visitors", False))


def _as_visitor(town: Town, method: str, path: str) -> requests.Response:
    """Send a form with a right proof, so that only the session is missing."""
    browser = town.visitor(gate=town.gate)
    page = browser.open(f"{town.host}/portal/sign-in")
    proof = page.form("sign-in").fields["csrf_token"]
    return browser.session.request(
        method,
        f"{town.host}{path}",
        headers={"X-CSRFToken": proof},
        allow_redirects=False,
        timeout=PATIENCE_S,
    )
