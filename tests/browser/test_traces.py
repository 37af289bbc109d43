"""What a shop's day leaves behind in addresses and in its browser: nobody's name.

Addresses stand in logs of proxies and in the browser's history; what a browser stores
is there for whoever has the phone next.
"""

import json
import re
from typing import Any, Final
from urllib.parse import unquote

from playwright.sync_api import Page, expect

from tests.browser.clerk import Clerk
from tests.browser.window import Window, window
from tests.journeys.people import Merchant
from tests.journeys.town import Town

CHOSEN: Final = "Akikaze#3Suzu"
WHO: Final = Merchant(
    code="b17",
    name="秋風文具店",
    company_code="Bb17",
    company_name="秋風商店",
    representative="秋野 すず",
    login_id="b17suzu",
)
COLLEAGUE: Final = {"name": "秋野 かえで", "email": "kaede@akikaze.example"}
STORED: Final = """async () => ({
  local: { ...localStorage },
  session: { ...sessionStorage },
  databases: (await indexedDB.databases()).map((each) => each.name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
CHOICES: Final = {"machiken.camera", "machiken.sound"}
PENDING: Final = re.compile(r"machiken\.pending\.[a-z0-9./-]+")
AN_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def test_a_shops_day_leaves_no_name_and_no_secret_in_addresses_or_in_the_browser(
    town: Town,
) -> None:
    clerk = Clerk(town, WHO, town.register(town.rules.issuer_code, WHO))
    mailed, code = clerk.password, town.voucher()
    with window() as till:
        addresses: list[str] = []
        till.page.on("request", lambda each: addresses.append(unquote(each.url)))
        clerk.comes_in(till)
        clerk.changes_password(till, CHOSEN)
        _mistypes_a_colleague(till)
        stored = _pays_without_an_answer(till, code)
        left = _stored(till.page)
        [session] = [
            each["value"]
            for each in till.page.context.cookies()
            if each["name"] == "machiken-shop"
        ]

    secrets = (mailed, CHOSEN, session, code, code.replace(" ", ""))
    names = (WHO.name, WHO.representative, WHO.login_id, *COLLEAGUE.values())
    seen = [*addresses, json.dumps([stored, left], ensure_ascii=False)]
    assert len(addresses) > 30
    assert [each for each in seen if any(word in each for word in secrets + names)] == (
        []
    )
    assert stored["session"], "what was sent and not answered is remembered"
    for kept in (stored, left):
        _is_choices_and_ids(kept)


def _mistypes_a_colleague(till: Window) -> None:
    till.page.goto(f"{_site(till.page)}/staff/new")
    till.page.fill("#name", COLLEAGUE["name"])
    till.page.fill("#login_id", "x")
    till.page.fill("#email", COLLEAGUE["email"])
    till.press("登録してメールを送る")
    assert till.refusal() is not None


def _pays_without_an_answer(till: Window, code: str) -> dict[str, Any]:
    """Pay by a voucher; return what is stored while the answer is on its way."""
    page = till.page
    page.goto(f"{_site(page)}/")
    page.fill("#target", "1000")
    page.click("form[action$='/checkouts'] .button-main")
    page.fill("#voucher_code", code)
    page.click("form[data-typed] button")
    page.wait_for_url("**/confirmation")
    page.route("**/redemption", lambda route: route.abort())
    page.click("form[data-pay] button")
    page.locator("[data-pay-says=unsure]").wait_for()
    stored = _stored(page)
    page.unroute("**/redemption")
    expect(page.locator("h1")).to_have_text("決済完了")
    return stored


def _stored(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(STORED)
    return found


def _is_choices_and_ids(kept: dict[str, Any]) -> None:
    assert set(kept["local"]) <= CHOICES
    for name, value in kept["session"].items():
        assert PENDING.fullmatch(name), name
        assert all(AN_ID.fullmatch(each) for each in json.loads(value)), value
    assert (kept["databases"], kept["caches"], kept["workers"]) == ([], [], 0)


def _site(page: Page) -> str:
    return page.url.partition("/shop")[0] + "/shop"
