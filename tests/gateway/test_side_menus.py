"""Wherever a menu is shown, exactly one of its lines is the current one."""

import re
from typing import Any, Final

import pytest
from flask import Flask, g, render_template
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from machiken.contracts.actor import OFFICE, Role
from machiken.contracts.auth import Site
from services.gateway import sessions
from services.gateway.office.acting import VERB
from tests.gateway.addresses import path_of
from tests.gateway.viewers import viewer

CURRENT: Final = re.compile(r'<a [^>]*aria-current="page">([^<]*)</a>')
FILES: Final = {"office.access_letter"}
"""No page, and below none."""
REFUNDS: Final = {"portal.refunds", "portal.refund", "portal.refunded"}
"""Neither line nor page where the campaign has them off, as by default."""
SOME_OFFICE_PAGES: Final = {
    "/office/": "ダッシュボード",
    "/office/merchants/00000000-0000-0000-0000-000000000001/correction": "加盟店",
    "/office/merchants/00000000-0000-0000-0000-000000000001/suspension": "加盟店",
    "/office/merchants/new": "申込の入力",
    "/office/merchants/intake": "申込の取り込み",
    "/office/officers/new": "事務局職員",
    "/office/authenticator/new": "認証アプリ",
    "/office/settlement/closings/2026-06-30": "精算・振込",
    "/office/payments/00000000-0000-0000-0000-000000000001": "検索",
    "/office/proof?next=/office/officers/new%3Fa=1": "事務局職員",
    "/office/proof?next=/office/payments/00000000-0000-0000-0000-000000000001": "検索",
    "/office/proof": "ダッシュボード",
}
SOME_PORTAL_PAGES: Final = {
    "/portal/": "メニュー",
    "/portal/exports": "決済データダウンロード",
    "/portal/exports/confirmation": "決済データ出力",
    "/portal/password/changed": "パスワード変更",
    "/portal/proof?next=/portal/accounts": "振込口座",
}


@pytest.mark.parametrize("role", sorted(OFFICE))
def test_every_page_of_the_office_is_below_one_line(
    browser: FlaskClient, role: Role
) -> None:
    app = browser.application
    for rule in _pages(app, Site.OFFICE):
        verb = getattr(app.view_functions[rule.endpoint], VERB, None)
        if verb is None or role in verb.roles:
            path = _path(app, rule)
            assert len(_current(app, path, role)) == 1, rule.endpoint


def test_every_page_of_the_companies_is_below_one_line(browser: FlaskClient) -> None:
    app = browser.application
    for rule in _pages(app, Site.PORTAL):
        found = _current(app, _path(app, rule), Role.COMPANY)
        its = 0 if rule.endpoint in REFUNDS else 1
        assert len(found) == its, rule.endpoint


@pytest.mark.parametrize(
    ("role", "path", "line"),
    [
        *((Role.OFFICE_ADMINISTRATOR, *each) for each in SOME_OFFICE_PAGES.items()),
        *((Role.COMPANY, *each) for each in SOME_PORTAL_PAGES.items()),
    ],
)
def test_the_line_is_the_one_that_leads_to_the_page(
    browser: FlaskClient, role: Role, path: str, line: str
) -> None:
    assert _current(browser.application, path, role) == [line]


def _pages(app: Flask, site: Site) -> list[Rule]:
    with app.app_context():
        return [
            rule
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith(f"{site.value}.")
            and "GET" in (rule.methods or ())
            and rule.endpoint not in FILES
            and not sessions.is_open(rule.endpoint)
        ]


def _path(app: Flask, rule: Rule) -> str:
    with app.test_request_context():
        return path_of(app, rule)


def _current(app: Flask, path: str, role: Role) -> list[Any]:
    """Return the current lines of the page's frame, as this role sees it."""
    site = path.split("/")[1]
    with app.test_request_context(path):
        g.viewer = viewer(role)
        return CURRENT.findall(render_template(f"{site}/base.html"))
