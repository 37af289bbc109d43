"""The main pages of all sites, each as one request that may be sent at any time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from uuid import UUID, uuid4

import requests

from deploy.demo.browser import Browser
from deploy.demo.mails import after_word, number_alone
from deploy.demo.passwords import changed_if_asked, present
from machiken.contracts.actor import Role
from machiken.contracts.auth import RegisterOfficer, verbs
from tests.faults.promises import Request, watch
from tests.journeys.at_once import at_once
from tests.journeys.people import KADOYA
from tests.journeys.town import Town

PATIENCE_S: Final = 20
OFFICER: Final = RegisterOfficer(
    login_id="office01",
    name="事務局 担当",
    email="jimukyoku@kinomachi.example",
    role=Role.OFFICE_ADMINISTRATOR,
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: by whose browser, and for what."""

    site: str
    method: str
    path: str
    form: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Signed-in browsers of all sites, an open checkout and a payment."""

    town: Town
    browsers: dict[str, Browser]
    proofs: dict[str, str]
    checkout_id: UUID
    payment_id: UUID
    code: str

    def ask_all(self) -> list[Request]:
        """Return what came back when all pages were asked for at the same moment.

        Each by two people: more requests than the gateway has threads, so that some
        must queue behind those that wait for what is down.
        """
        answers: list[Request] = []
        asks = [*self._asks(), *self._asks()]
        at_once([partial(self._ask, each, answers) for each in asks])
        return answers

    def _ask(self, ask: Ask, answers: list[Request]) -> None:
        known = self.browsers[ask.site].session
        with requests.Session() as session:
            session.trust_env = False
            session.auth = known.auth
            session.cookies.update(known.cookies)
            watch(session, answers)
            session.request(
                ask.method,
                f"{self.town.host}{ask.path}",
                data=ask.form,
                headers={"X-CSRFToken": self.proofs[ask.site]},
                timeout=PATIENCE_S,
            )

    def _asks(self) -> Sequence[Ask]:
        checkout = f"/shop/checkouts/{self.checkout_id}"
        payment = f"/shop/payments/{self.payment_id}"
        refund = {"refund_id": str(uuid4()), "amount": "9000"}
        begun = {"checkout_id": str(uuid4()), "target": "3000"}
        typed = {"voucher_code": self.code}
        # A new name each time: the fifth failure of one name would be locked out.
        named = {"login_id": uuid4().hex[:12], "password": "x" * 12}
        seen = (
            *("/shop/", "/shop/balance", "/shop/sales", "/shop/refunds"),
            f"/shop/refunds?payment_no={uuid4()}",
            *(checkout, f"{checkout}/confirmation", f"{checkout}/outcome"),
            *(f"{checkout}/abort", payment, f"{payment}/refund"),
            *(f"{payment}/refund/outcome", "/api/session"),
            f"/api/redemptions/{self.payment_id}",
        )
        return (
            *(Ask("shop", "GET", path) for path in seen),
            Ask("shop", "POST", "/shop/checkouts", begun),
            Ask("shop", "POST", f"{checkout}/reads", typed),
            Ask("shop", "POST", f"{checkout}/reads/9/undo"),
            Ask("shop", "POST", "/shop/balance", typed),
            Ask("shop", "POST", f"{payment}/refund", refund),
            Ask("portal", "GET", "/portal/"),
            Ask("portal", "GET", "/portal/exports"),
            Ask("portal", "GET", "/portal/exports/new"),
            Ask("office", "GET", "/office/"),
            Ask("visitor", "GET", "/"),
            Ask("visitor", "GET", "/shop/sign-in"),
            Ask("visitor", "POST", "/portal/sign-in", named | {"company_code": "K001"}),
            Ask("visitor", "POST", "/office/sign-in", named),
        )


def opened(town: Town) -> Pages:
    """Return the pages, with everybody signed in."""
    shop = town.sign_in(KADOYA)
    reading = shop.begin(9000)
    checkout_id = UUID(reading.url.rpartition("/")[2])
    shop.read(reading, town.voucher())
    payment_id = uuid4()
    town.till(shop).redeem(payment_id, town.vouchers(1))
    browsers = {
        "shop": shop.browser,
        "portal": town.portal(KADOYA).browser,
        "office": _office(town),
        "visitor": town.visitor(gate=town.gate),
    }
    return Pages(
        town=town,
        browsers=browsers,
        proofs={site: _proof(town, each, site) for site, each in browsers.items()},
        checkout_id=checkout_id,
        payment_id=payment_id,
        code=town.voucher(),
    )


def _office(town: Town) -> Browser:
    town.office.call(verbs.REGISTER_OFFICER, OFFICER)
    mail = town.mailbox.wait(
        OFFICER.email, lambda mail: "初期パスワード" in mail["text"]
    )
    initial = after_word(mail, "初期パスワード")
    browser, before = town.visitor(), town.mailbox.count(OFFICER.email)
    page = browser.open(f"{town.host}/office/", issuer=town.rules.issuer_code)
    page = browser.submit(
        page,
        page.form("sign-in"),
        login_id=OFFICER.login_id,
        password=present(initial),
    )
    mail = town.mailbox.wait(
        OFFICER.email,
        lambda mail: "ワンタイムパスワード" in mail["subject"],
        after=before,
    )
    form = page.form("one-time-password")
    page = browser.submit(page, form, one_time_password=number_alone(mail))
    changed_if_asked(browser, page, initial).expect("事務局")
    return browser


def _proof(town: Town, browser: Browser, site: str) -> str:
    """Return the proof for changes, from any form that the site shows."""
    path = {"visitor": "/portal/sign-in"}.get(site, f"/{site}/")
    forms = browser.open(f"{town.host}{path}").forms
    return next(each.fields["csrf_token"] for each in forms if each.method == "post")
