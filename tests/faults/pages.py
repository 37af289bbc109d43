"""The main pages of all sites, each as one request that may be sent at any time."""

from collections.abc import Sequence
from dataclasses import dataclass
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
        """Return what came back when all pages were asked for at the same moment."""
        answers: list[Request] = []

        def ask(site: str, method: str, path: str, form: dict[str, str]) -> None:
            with requests.Session() as session:
                known = self.browsers[site].session
                session.trust_env = False
                session.auth = known.auth
                session.cookies.update(known.cookies)
                watch(session, answers)
                session.request(
                    method,
                    f"{self.town.host}{path}",
                    data=form,
                    headers={"X-CSRFToken": self.proofs[site]},
                    timeout=PATIENCE_S,
                )

        at_once([lambda each=each: ask(*each) for each in self._requests()])
        return answers

    def _requests(self) -> Sequence[tuple[str, str, str, dict[str, str]]]:
        checkout = f"/shop/checkouts/{self.checkout_id}"
        payment = f"/shop/payments/{self.payment_id}"
        refund = {"refund_id": str(uuid4()), "amount": "9000"}
        begun = {"checkout_id": str(uuid4()), "target": "3000"}
        company = {"company_code": "K001", "login_id": "nobody", "password": "x" * 12}
        named = {"login_id": "nobody", "password": "x" * 12}
        seen = [
            *("", "balance", "sales", "refunds", f"refunds?payment_no={uuid4()}"),
        ]
        return (
            *(("shop", "GET", f"/shop/{path}", {}) for path in seen),
            ("shop", "GET", checkout, {}),
            ("shop", "GET", f"{checkout}/confirmation", {}),
            ("shop", "GET", f"{checkout}/outcome", {}),
            ("shop", "GET", f"{checkout}/abort", {}),
            ("shop", "GET", payment, {}),
            ("shop", "GET", f"{payment}/refund", {}),
            ("shop", "GET", f"{payment}/refund/outcome", {}),
            ("shop", "GET", f"/api/redemptions/{self.payment_id}", {}),
            ("shop", "GET", "/api/session", {}),
            ("shop", "POST", "/shop/checkouts", begun),
            ("shop", "POST", f"{checkout}/reads", {"voucher_code": self.code}),
            ("shop", "POST", f"{checkout}/reads/9/undo", {}),
            ("shop", "POST", "/shop/balance", {"voucher_code": self.code}),
            ("shop", "POST", f"{payment}/refund", refund),
            ("portal", "GET", "/portal/", {}),
            ("portal", "GET", "/portal/exports", {}),
            ("portal", "GET", "/portal/exports/new", {}),
            ("office", "GET", "/office/", {}),
            ("visitor", "GET", "/", {}),
            ("visitor", "GET", "/shop/sign-in", {}),
            ("visitor", "POST", "/portal/sign-in", company),
            ("visitor", "POST", "/office/sign-in", named),
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
