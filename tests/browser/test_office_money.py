"""A half-month's money at the office, page by page, until the bank has told of all."""

from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from machiken.contracts.settlement import (
    AccountKind,
    BankAccount,
    IssueBankFile,
    PayDayOff,
    PayoutQuery,
    PayoutView,
    PreparePayout,
    RequestAccount,
    SetPayer,
    payout_verbs,
)
from machiken.ids import AccountChangeId, MerchantCode, PayoutId
from tests.browser.accountant import at_pc
from tests.browser.settled import BOOKS, BRANCH, ISSUER, Settled
from tests.journeys.console import Console

ACCOUNT = BankAccount(
    bank_code="0001",
    branch_code="001",
    kind=AccountKind.ORDINARY,
    number="7654321",
    holder="タカサキシヨテン",
)


@pytest.fixture(scope="module")
def console(company: Settled) -> Console:
    """Return the administrator, who looks after the company's campaign."""
    console = Console(company.town)
    console.open("/settlement", issuer=ISSUER)
    return console


@pytest.fixture(scope="module")
def payout(company: Settled, console: Console) -> PayoutView:
    """Return a payout of two transfers whose file is made."""
    ask = company.town.office.call
    payer = SetPayer(issuer_code=ISSUER, consignor_code="0012345678", account=ACCOUNT)
    ask(payout_verbs.SET_PAYER, payer)
    for merchant in (BOOKS, BRANCH):
        wanted = RequestAccount(
            change_id=AccountChangeId(uuid4()),
            issuer_code=ISSUER,
            merchant_code=MerchantCode(merchant.code),
            account=ACCOUNT,
        )
        ask(payout_verbs.REQUEST_ACCOUNT, wanted)
        console.send("/settlement", "/decision", decision="approve")
    made = prepared(company)
    page = f"/settlement/payouts/{made.payout_id}"
    console.send(page, "/decision", decision="approve").expect("承認を取り消す")
    return ask(payout_verbs.ISSUE_BANK_FILE, IssueBankFile(payout_id=made.payout_id))


def prepared(company: Settled) -> PayoutView:
    for days in range(10):
        try:
            return company.town.office.call(
                payout_verbs.PREPARE_PAYOUT,
                PreparePayout(
                    payout_id=PayoutId(uuid4()),
                    issuer_code=ISSUER,
                    pay_on=company.town.today + timedelta(days=days),
                ),
            )
        except PayDayOff:
            continue
    raise AssertionError("banks are open on one of the days")


def test_what_came_back_is_noted_on_the_page_and_the_rest_is_paid(
    company: Settled, console: Console, payout: PayoutView
) -> None:
    path = f"/settlement/payouts/{payout.payout_id}"
    first, second = payout.transfers

    wrong = console.send(
        path, "/returned", transfer_no="999999", reason="解約", fee="0円"
    )
    assert wrong.refusal == "gateway.transfer_unknown"
    page = console.send(
        path,
        "/returned",
        transfer_no=str(first.transfer_no),
        reason="口座名義相違, 組戻",
        fee="880円",
    )
    page.expect("口座名義相違, 組戻").expect("残り 1件")
    with at_pc(company) as accountant:
        accountant.comes_in()
        accountant.opens("/statements")
        row = accountant.page.locator("tr", has_text=BOOKS.name)
        expect(row).to_contain_text("返却（再振込します）")
        row.get_by_role("link").click()
        facts = accountant.page.locator(".facts")
        expect(facts).to_contain_text("銀行から返却されました")
        accountant.looks("statement-returned")
        assert accountant.complaints == []
    console.send(path, "/rest").expect("すべて記録されています")

    query = PayoutQuery(payout_id=payout.payout_id)
    view = company.town.office.call(payout_verbs.PAYOUT, query)
    told = [(each.outcome, each.reason, each.fee.amount) for each in view.transfers]
    assert told == [("returned", "口座名義相違, 組戻", 880), ("paid", "", 0)]
    assert view.transfers[1].transfer_no == second.transfer_no
