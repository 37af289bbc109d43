"""How tests use pages: what stands in a form, and how it is sent."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def csrf_token(page: TestResponse) -> str:
    """Return the proof that the page's form carries."""
    found = _TOKEN.search(page.text)
    assert found, "the page has no form"
    return found[1]


def claimed(browser: FlaskClient) -> TestResponse:
    """Return what comes of the first step of signing in to the shop's site."""
    page = browser.get("/shop/sign-in?issuer=KNM202601")
    form = {"csrf_token": csrf_token(page), "code": "t01", "login_id": "hana"}
    return browser.post("/shop/sign-in", data=form)
