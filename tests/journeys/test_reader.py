"""The PC site without a number: one reads there, and changes nothing."""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import uuid4

import pytest

from deploy.demo.browser import Browser, Form, Page
from machiken.ids import IssuerCode
from tests.journeys import people
from tests.journeys.people import Merchant
from tests.journeys.town import Town

ISSUER: Final = IssuerCode("KNMREAD01")
HATAYA: Final = Merchant(
    code="t09",
    name="旗屋",
    company_code="H009",
    company_name="旗屋商店",
    representative="旗 読子",
    login_id="t09yomiko",
)


ACCOUNT: Final = {
    "change_id": str(uuid4()),
    "merchant_code": HATAYA.code,
    "bank_code": "0001",
    "branch_code": "001",
    "account_kind": "1",
    "account_number": "1234567",
    "holder": "ハタヤ",
}


@pytest.fixture(scope="module")
def reader(town: Town) -> Browser:
    """Return the company's PC, come in by its password alone."""
    rules = replace(
        people.to_come(town.today),
        issuer_code=ISSUER,
        voucher_prefix="KR",
        switches={"portal_without_otp": True},
    )
    town.apply(rules)
    town.register(ISSUER, HATAYA)
    password = town.password(HATAYA)  # chosen at the till, with its number
    numbers = _numbers(town)
    browser = town.visitor(gate=town.gate)
    page = browser.open(f"{town.host}/portal/", issuer=ISSUER)
    came = browser.submit(
        page,
        page.form("sign-in"),
        company_code=HATAYA.company_code,
        login_id=HATAYA.login_id,
        password=password,
    )
    came.expect("旗屋商店")
    assert came.url.startswith(f"{town.host}/portal/?")
    assert _numbers(town) == numbers, "none is mailed"
    return browser


def _numbers(town: Town) -> int:
    mails = town.mailbox.mails(HATAYA.email)
    return sum("ワンタイムパスワード" in mail["subject"] for mail in mails)


def test_it_shows_what_there_is_to_read(town: Town, reader: Browser) -> None:
    for path in ("", "accounts", "exports", "exports/new", "statements", "sessions"):
        assert reader.open(f"{town.host}/portal/{path}").status == 200, path


def test_it_has_data_made(town: Town, reader: Browser) -> None:
    page = reader.open(f"{town.host}/portal/exports/new")
    yesterday = (town.today - timedelta(days=1)).isoformat()

    asked = reader.submit(
        page,
        page.form("exports/confirmation"),
        merchant_code="",
        first_on=yesterday,
        last_on=yesterday,
        requested_by="旗 読子",
    )

    reader.submit(asked, asked.form("/exports")).expect("処理受付番号")


@pytest.mark.parametrize("path", ["authenticator", "history"])
def test_it_opens_nothing_of_who_may_do_more(
    town: Town, reader: Browser, path: str
) -> None:
    page = reader.open(f"{town.host}/portal/{path}")

    assert (page.status, page.refusal) == (403, "bus.not_allowed")


def test_it_changes_neither_password_nor_sessions_nor_proves_itself(
    town: Town, reader: Browser
) -> None:
    change = reader.open(f"{town.host}/portal/password")
    sessions = reader.open(f"{town.host}/portal/sessions")
    proof = reader.open(f"{town.host}/portal/proof")
    password = town.password(HATAYA)

    account = Form(
        "/portal/accounts", "post", {**ACCOUNT, **sessions.form("/sign-out").fields}
    )
    answers: list[Page] = [
        reader.submit(sessions, account),
        reader.submit(
            change,
            change.form("/password"),
            password=password,
            new_password="Anderes#2026",
            new_password_again="Anderes#2026",
        ),
        reader.submit(proof, proof.form("/proof"), password=password),
    ]

    assert [each.refusal for each in answers] == ["bus.not_allowed"] * 3
    assert not reader.open(f"{town.host}/portal/accounts").has_form("/accounts")
    assert sessions.has_form("/sign-out")
    assert "/shop/sign-in" in reader.open(f"{town.host}/shop/").url
    assert "/office/sign-in" in reader.open(f"{town.host}/office/").url
