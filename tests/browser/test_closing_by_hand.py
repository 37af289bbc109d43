"""締める, pressed by a person: the clerk closes and prepares, another approves."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from deploy.local.supervision import wait_until
from machiken.contracts.actor import Role
from machiken.contracts.settlement import (
    AccountKind,
    BankAccount,
    ClosingQuery,
    ClosingView,
    PeriodNotSealed,
    RequestAccount,
    SetPayer,
    payout_verbs,
    verbs,
)
from machiken.ids import AccountChangeId, IssuerCode, MerchantCode
from machiken.money import Yen
from tests.access.callers import Callers
from tests.browser.settled import in_half_month_before, payer, rules_from
from tests.browser.window import Window, window
from tests.chromium import PC, cookies_of
from tests.journeys.clerk import Clerk
from tests.journeys.people import Merchant
from tests.journeys.town import Town

ISSUER: Final = IssuerCode("KNMHAND01")
HANDS: Final = Merchant(
    code="h01",
    name="手仕事屋",
    company_code="H0D1",
    company_name="手仕事屋商店",
    representative="手島 仕",
    login_id="h01tsukau",
)
ACCOUNT: Final = BankAccount(
    bank_code="0001",
    branch_code="001",
    kind=AccountKind.ORDINARY,
    number="1234567",
    holder="テシゴトヤ",
)
APPROVE: Final = re.compile("振込を承認する$")
SEALED_WITHIN_S: Final = 60.0
CLOSED_DAYS_MAX: Final = 10
"""Banks are never closed for longer."""


@pytest.fixture
def unclosed(town: Town) -> Iterator[ClosingView]:
    """Return a half-month that is sealed, while nobody closes it by himself."""
    callers = Callers(town)
    workers = [
        each for each in town.stack.states() if each.startswith("settlement-worker")
    ]
    with in_half_month_before(town) as last_on:
        rules = rules_from(town, last_on)
        town.apply(replace(rules, issuer_code=ISSUER, voucher_prefix="KH"))
        town.register(ISSUER, HANDS)
        codes = list(town.office.issue(ISSUER, 2).codes.values())
        payer(town, callers, ISSUER)(HANDS, codes)
        town.stack.supervisor.stop(workers)
    callers.close()
    query = ClosingQuery(issuer_code=ISSUER, last_on=last_on)
    wait_until(lambda: _agrees(town, query), SEALED_WITHIN_S, "the seal")
    yield town.office.call(verbs.PREVIEW_CLOSING, query)
    town.stack.supervisor.start(workers)
    for each in workers:
        town.stack.wait_healthy(each)


def test_what_one_closes_by_hand_another_has_paid(
    town: Town, unclosed: ClosingView
) -> None:
    assert (unclosed.closed_at, unclosed.net) == (None, Yen(2000))
    _asks_for_accounts(town)
    with _at_desk(town, "shime001", Role.OFFICE_CLERK) as clerk:
        _closes(clerk)
    with _at_desk(town, "shonin01", Role.OFFICE_APPROVER) as approver:
        approver.press(f"{HANDS.code}の口座を承認")
        expect(approver.page.locator("tr", has_text="…567")).to_contain_text("登録")
    with _at_desk(town, "kian0001", Role.OFFICE_CLERK) as clerk:
        payout = _prepares(town, clerk)
        expect(clerk.page.get_by_role("button", name=APPROVE)).to_have_count(0)
    with _at_desk(town, "shonin02", Role.OFFICE_APPROVER) as approver:
        approver.page.goto(payout)
        approve = approver.page.get_by_role("button", name=APPROVE)
        expect(approve).to_contain_text("2,000")
        with approver.page.expect_navigation():
            approve.click()
        told = approver.page.locator("main")
        expect(told).to_contain_text("kian0001")
        expect(told).to_contain_text("shonin02")
        approver.photograph("office-payout-approved")
        approver.page.goto(f"{town.urls['OFFICE_URL']}/audit")
        row = approver.page.locator("tr", has_text="shime001").filter(has_text="締め")
        expect(row).to_have_count(1)


def _closes(clerk: Window) -> None:
    """Look at what would be frozen, and press 締める."""
    page = clerk.page
    row = page.locator("tr", has_text="未締め")
    with page.expect_navigation():
        row.get_by_role("link", name=re.compile("締めの確認$")).click()
    expect(page.locator("h1")).to_contain_text("見込み")
    expect(page.locator("main")).to_contain_text(HANDS.name)
    clerk.photograph("office-closing-preview")
    close = page.get_by_role("button", name=re.compile("で締める$"))
    with page.expect_navigation():
        close.click()
    assert clerk.refusal() is None
    expect(page.locator("h1")).not_to_contain_text("見込み")
    expect(close).to_have_count(0)
    expect(page.locator("tbody")).to_contain_text("承認待ち")
    clerk.photograph("office-closed")


def _prepares(town: Town, clerk: Window) -> str:
    """Prepare the payout for the next day on which banks are open; return its page."""
    page = clerk.page
    for days in range(CLOSED_DAYS_MAX):
        pay_on = town.today + timedelta(days=days)
        page.fill("[name=pay_on]", pay_on.isoformat())
        clerk.press("振込を起案する")
        if clerk.refusal() != "settlement.pay_day_off":
            break
    assert clerk.refusal() is None
    return page.url


def _asks_for_accounts(town: Town) -> None:
    """Name the town's own account, and ask for the shop's."""
    payer_account = replace(ACCOUNT, number="7654321", holder="キノマチ")
    named = SetPayer(
        issuer_code=ISSUER, consignor_code="0012345678", account=payer_account
    )
    town.office.call(payout_verbs.SET_PAYER, named)
    wanted = RequestAccount(
        change_id=AccountChangeId(uuid4()),
        issuer_code=ISSUER,
        merchant_code=MerchantCode(HANDS.code),
        account=ACCOUNT,
    )
    town.office.call(payout_verbs.REQUEST_ACCOUNT, wanted)


@contextmanager
def _at_desk(town: Town, login_id: str, role: Role) -> Iterator[Window]:
    """Return the officer's window, before 精算 of this campaign."""
    officer = Clerk(town, login_id, role)
    with window(PC) as opened:
        opened.page.context.add_cookies(cookies_of(officer.browser, officer.url))
        opened.page.goto(f"{officer.url}/settlement?issuer={ISSUER}")
        yield opened
        assert opened.errors == []


def _agrees(town: Town, query: ClosingQuery) -> bool:
    try:
        return not town.office.call(verbs.PREVIEW_CLOSING, query).missing
    except PeriodNotSealed:
        return False
