"""Whatever is typed into a shop's page: an answer in words, never a fault of ours."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode, urljoin

import pytest
import requests

from deploy.demo.browser import PATIENCE_S, Browser, Form, Page
from deploy.demo.shop import Shop
from tests.journeys.people import Merchant
from tests.journeys.town import Town

CURIOUS: Final = Merchant(
    code="b06",
    name="試し屋",
    company_code="Bb06",
    company_name="試し商店",
    representative="試 みる",
    login_id="b06miru",
)
TYPED: Final = (
    b"",
    b"%00",
    b"%ED%A0%80",  # half a character
    b"%FF%FE",  # no UTF-8
    b"9" * 400,
    b"-1",
    b"1e5",
    b"NaN",
    b"%EF%BC%91%EF%BC%90%EF%BC%90%EF%BC%90",  # wide digits
    b"%F0%9F%8D%A1" * 300,
    b"%E2%80%AE",  # turns the line round
    b"0000-00-00",
    b"99999-12-31",
    b"00000000-0000-0000-0000-000000000000",
    b"' or 1=1 --",
    b"<script>alert(1)</script>",
    b"{0.__class__}%25s%0d%0aBcc: x",
    b"../../../etc/passwd",
)
PAGES: Final = (
    *("", "refunds", "balance", "sales", "password", "inquiry", "proof"),
    *("staff/new", "own-data", "own-data/mail", "own-data/mail/code"),
    *("authenticator/new", "refunds?payment_no=nothing", "sales?first_on=2026-11-20"),
)
OPEN_PAGES: Final = ("sign-in", "sign-in/forgotten", "inquiry")
FAULT: Final = 500
ENDING: Final = ("/sign-out", "/language", "/sessions", "/mail/code")
"""What these do is right whatever is typed; a code has few tries."""


@pytest.fixture(scope="module")
def curious(town: Town) -> Shop:
    town.register(town.rules.issuer_code, CURIOUS)
    return town.sign_in(CURIOUS)


def test_no_field_of_a_signed_in_page_is_a_fault_whatever_is_typed(
    town: Town, curious: Shop
) -> None:
    pages = [curious.browser.open(f"{curious.url}{path}") for path in PAGES]
    pages.append(curious.read(curious.begin(3_000), town.voucher()))

    asked, faults = _typed_everywhere(curious.browser, pages)

    assert faults == []
    assert asked > 300


def test_no_field_on_the_way_in_is_a_fault_whatever_is_typed(town: Town) -> None:
    stranger = town.shop_page(town.rules.issuer_code)
    stranger.browser.open(stranger.url, issuer=stranger.issuer_code)
    pages = [stranger.browser.open(f"{stranger.url}{path}") for path in OPEN_PAGES]
    for begins, form in zip(pages[:2], ("sign-in", "forgotten"), strict=True):
        begun = begins.form(form)
        pages.append(stranger.browser.submit(begins, begun, code="t99", login_id="x"))

    asked, faults = _typed_everywhere(stranger.browser, pages)

    assert faults == []
    assert asked > 60


def _typed_everywhere(browser: Browser, pages: list[Page]) -> tuple[int, list[str]]:
    """Return how many forms were sent, and which of them made a fault."""
    asked, faults = 0, []
    for page, form, name in _fields(pages):
        for typed in TYPED:
            answer = _sent(browser, page, form, name, typed)
            asked += 1
            if answer.status_code >= FAULT or "Traceback" in answer.text:
                what = f"{form.action} {name}={typed[:40]!r}"
                faults.append(f"{what}: {answer.status_code}")
    return asked, faults


def _fields(pages: list[Page]) -> Iterator[tuple[Page, Form, str]]:
    for page in pages:
        for form in page.forms:
            if not any(each in form.action for each in ENDING):
                for name in sorted(form.fields.keys() - {"csrf_token"}):
                    yield page, form, name


def _sent(
    browser: Browser, page: Page, form: Form, name: str, typed: bytes
) -> requests.Response:
    """Send the form with one field's bytes as they are, the others as they were."""
    others = {key: value for key, value in form.fields.items() if key != name}
    plain = urlencode(others)
    body = b"&".join((plain.encode(), name.encode() + b"=" + typed))
    url = urljoin(page.url, form.action)
    if form.method == "get":
        return browser.session.get(f"{url}?{body.decode()}", timeout=PATIENCE_S)
    headers = {
        "Origin": "/".join(url.split("/")[:3]),
        "Referer": page.url,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return browser.session.post(url, data=body, headers=headers, timeout=PATIENCE_S)
