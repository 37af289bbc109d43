"""Somebody who is not signed in asks the office something, by the form."""

from typing import Any

from deploy.demo.browser import Browser, Page
from machiken.contracts import notify
from machiken.contracts.notify import InquiriesQuery
from tests.journeys.town import Town


def form(town: Town) -> tuple[Browser, Page]:
    """Return the form as a visitor sees it."""
    browser = town.visitor()
    url = f"{town.urls['SHOP_URL']}/inquiry"
    return browser, browser.open(url, issuer=town.rules.issuer_code)


def ask(town: Town, email: str, **changes: Any) -> Page:
    """Fill the form in and return what comes of it."""
    browser, page = form(town)
    filled: dict[str, Any] = {
        "sort": "merchant",
        "kind": "sign_in",
        "text": "ログインIDを\r\n忘れました。",
        "name": "t01 鶴巻",
        "email": email,
        "email_again": email,
    }
    return browser.submit(page, page.form("/inquiry"), **(filled | changes))


def number_of(town: Town, email: str) -> int:
    """Return the number of the inquiry that came from this address."""
    query = InquiriesQuery(issuer_code=town.rules.issuer_code)
    found = town.office.call(notify.verbs.INQUIRIES, query).inquiries
    [inquiry] = [each for each in found if each.email == email]
    return inquiry.number
