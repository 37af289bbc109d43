"""What is looked at before money is ordered: the day, and to which account it goes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from machiken import clock
from machiken.contracts.settlement import (
    AccountKind,
    AccountOff,
    PayDayOff,
    PayoutView,
    SetPayer,
)
from machiken.database import Transactions
from machiken.ids import CompanyId
from machiken.town_time import town_day
from services.settlement.usecases.set_payer import set_payer
from tests.settlement.domain.test_bank_file import TYPED
from tests.settlement.town import (
    BAKERY,
    BOOKSHOP,
    CODES,
    COMPANY,
    ISSUER,
    OTHER_COMPANY,
    campaign,
    merchant,
)
from tests.settlement.usecases.closing import PAYMENTS, REFUNDS, closed, sealed
from tests.settlement.usecases.hearing import tell
from tests.settlement.usecases.paying import (
    FAR_OFF,
    KEY,
    OPERATOR,
    asked,
    decided,
    issued,
    judged,
    named_payer,
    prepared,
    ready,
    seen,
)

SUNDAY = date(2027, 7, 18)


@pytest.mark.parametrize("pay_on", [SUNDAY, date(2026, 6, 30), date(2027, 7, 19)])
def test_money_is_ordered_for_a_day_on_which_banks_are_open(
    settlement_db: Transactions, pay_on: date
) -> None:
    ready(settlement_db)

    with pytest.raises(PayDayOff):
        prepared(settlement_db, pay_on=pay_on)
    assert prepared(settlement_db, pay_on=FAR_OFF).pay_on == FAR_OFF


def test_a_day_of_next_year_is_refused_for_the_file_names_no_year(
    settlement_db: Transactions,
) -> None:
    ready(settlement_db)
    with settlement_db.begin() as tx:
        today = town_day(clock.now(tx))
    beyond = (today + timedelta(days=331 + more) for more in range(10))

    for day in beyond:
        with pytest.raises(PayDayOff):
            prepared(settlement_db, pay_on=day)


def with_one_account(db: Transactions, company_id: CompanyId) -> PayoutView:
    """Return a payout of two merchants to one account, the second this company's."""
    for event in (campaign(), merchant(BAKERY), *PAYMENTS, *REFUNDS, sealed()):
        tell(db, event)
    tell(db, merchant(BOOKSHOP, "木ノ町書店", company_id=company_id))
    named_payer(db)
    decided(db, asked(db))
    decided(db, asked(db, BOOKSHOP))
    closed(db)
    return prepared(db)


def shared(db: Transactions, payout: PayoutView) -> dict[str, tuple[str, ...]]:
    return {
        each.merchant_code: each.same_account for each in seen(db, payout).transfers
    }


def test_two_companies_with_one_account_are_shown_while_it_can_be_stopped(
    settlement_db: Transactions,
) -> None:
    payout = with_one_account(settlement_db, OTHER_COMPANY)
    bakery, bookshop = CODES[BAKERY], CODES[BOOKSHOP]

    assert shared(settlement_db, payout) == {bakery: (bookshop,), bookshop: (bakery,)}
    issued(settlement_db, judged(settlement_db, payout))
    assert shared(settlement_db, payout) == {bakery: (), bookshop: ()}


def test_one_company_may_have_one_account_for_its_shops(
    settlement_db: Transactions,
) -> None:
    payout = with_one_account(settlement_db, COMPANY)

    assert set(shared(settlement_db, payout).values()) == {()}


def test_the_town_pays_from_no_savings_account(settlement_db: Transactions) -> None:
    tell(settlement_db, campaign())
    account = replace(TYPED, kind=AccountKind.SAVINGS, holder="キノマチ")
    savings = SetPayer(issuer_code=ISSUER, consignor_code="0012345678", account=account)

    with settlement_db.begin() as tx, pytest.raises(AccountOff) as refused:
        set_payer(tx, savings, OPERATOR, KEY)
    assert refused.value.facts == {"field": "account_kind", "why": "payer_kind"}
