"""The company's CSV and the shops' sales inquiry tell of the same money (I18)."""

import csv
import io
from collections import Counter
from uuid import uuid4

from deploy.local.supervision import wait_until
from machiken.contracts.actor import Actor, Role
from machiken.contracts.redemption import (
    Receipt,
    RedeemVouchers,
    RefundPayment,
    Sales,
    SalesQuery,
    verbs,
)
from machiken.ids import CheckoutId, RefundId
from tests.access.callers import Callers, acting, representative
from tests.browser.settled import BOOKS, BRANCH, ISSUER, Settled
from tests.journeys.people import Merchant

BOOKED_WITHIN_S = 30.0
CODE, YEN, KIND = 0, 4, 7  # columns, from 0
BOOKED = "select 1 from journal where checkout_id = any(:ids)"


def test_the_csv_holds_what_the_sales_inquiry_says(company: Settled) -> None:
    callers = Callers(company.town)
    given_back(company, callers)
    first_on, last_on = company.last_on, company.town.today
    portal = company.town.portal(BOOKS)

    _, file = portal.export(first_on, last_on, "照合 担当")

    told: Counter[tuple[str, str]] = Counter()
    rows: Counter[tuple[str, str]] = Counter()
    for row in list(csv.reader(io.StringIO(file.decode("cp932"))))[1:]:
        told[row[CODE], row[KIND]] += int(row[YEN])
        rows[row[CODE], row[KIND]] += 1
    assert rows.total() > 0
    for shop in (BOOKS, BRANCH):
        query = SalesQuery(first_on=first_on, last_on=last_on)
        sales: Sales = callers.call(verbs.SALES, query, till(company, shop))
        total = sales.total
        assert (rows[shop.code, "ND"], told[shop.code, "ND"]) == (
            total.payments,
            total.paid.amount,
        )
        assert (rows[shop.code, "RF"], told[shop.code, "RF"]) == (
            total.refunds,
            total.refunded.amount,
        )
        assert told[shop.code, "ND"] - told[shop.code, "RF"] == total.net.amount
    assert rows[BRANCH.code, "RF"] > 0
    callers.close()


def given_back(company: Settled, callers: Callers) -> None:
    """Have the branch redeem two vouchers and give one payment back."""
    branch = till(company, BRANCH)
    codes = list(company.town.office.issue(ISSUER, 2).codes.values())
    receipts: list[Receipt] = [
        callers.call(
            verbs.REDEEM_VOUCHERS,
            RedeemVouchers(checkout_id=CheckoutId(uuid4()), voucher_codes=(code,)),
            branch,
        )
        for code in codes
    ]
    last = receipts[-1]
    refund = RefundPayment(
        refund_id=RefundId(uuid4()), checkout_id=last.checkout_id, amount=last.total
    )
    callers.call(verbs.REFUND_PAYMENT, refund, branch)

    def is_booked() -> bool:
        ids = [each.checkout_id for each in receipts]
        return len(company.town.rows("settlement", BOOKED, ids=ids)) == 3

    wait_until(is_booked, BOOKED_WITHIN_S, "two payments and a refund booked")


def till(company: Settled, shop: Merchant) -> Actor:
    """Return the shop's representative at a till."""
    return acting(representative(company.town, ISSUER, shop), Role.REPRESENTATIVE)
