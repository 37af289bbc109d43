"""The office finds vouchers and payments by whatever somebody reads out."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from machiken.contracts.redemption import (
    BatchesQuery,
    BatchList,
    OfficePayment,
    OfficePaymentQuery,
    OfficePaymentsQuery,
    OfficeSearch,
    Payments,
    PaymentUnknown,
    SearchEmpty,
    SearchHits,
    VoucherMalformed,
)
from machiken.ids import CheckoutId
from services.redemption.usecases import search_desk
from tests.redemption.till import Till
from tests.redemption.town import A_NOON, ISSUER, NEIGHBOURS_RULES, Town


def search(town: Town, text: str) -> SearchHits:
    query = OfficeSearch(issuer_code=ISSUER, text=text)
    with town.db.begin() as tx:
        return search_desk.office_search(tx, query, key=town.key)


def payment(town: Town, checkout_id: CheckoutId) -> OfficePayment:
    query = OfficePaymentQuery(checkout_id=checkout_id)
    with town.db.begin() as tx:
        return search_desk.office_payment(tx, query)


def batches(town: Town, page: int = 1) -> BatchList:
    query = BatchesQuery(issuer_code=ISSUER, page=page)
    with town.db.begin() as tx:
        return search_desk.list_batches(tx, query)


@pytest.mark.parametrize("by_code", [True, False])
def test_a_voucher_is_found_by_serial_or_code_and_says_where_it_was_taken(
    town: Town, bakery: Till, bookshop: Till, *, by_code: bool
) -> None:
    [code] = town.sold(1)
    first = bakery.pay(code)
    bakery.refund(first)
    second = bookshop.pay(code)
    town.stop(1, "届け出")

    found = search(town, code if by_code else "1").voucher

    assert found is not None
    assert (found.serial, found.balance.amount, found.live) == (1, 0, True)
    assert found.stop_reason == "届け出"
    assert [each.payment_no for each in found.payments] == [
        second.payment_no,
        first.payment_no,
    ]
    assert found.payments[1].refund is not None


def test_a_payment_is_found_by_its_number_also_in_groups(
    town: Town, bakery: Till
) -> None:
    receipt = bakery.pay(*town.sold(2))
    number = receipt.payment_no

    for text in (number, f" {number[:9]} {number[9:12]} {number[12:]} "):
        assert search(town, text).payment == receipt
    shown = payment(town, receipt.checkout_id)
    assert (shown.serials, shown.issuer_code) == ((1, 2), ISSUER)


@pytest.mark.parametrize("text", ["999", "9" * 12, f"{ISSUER}t01{'0' * 22}"])
def test_what_is_not_there_is_not_found(town: Town, text: str) -> None:
    assert search(town, text) == SearchHits(voucher=None, payment=None)


def test_another_campaigns_voucher_is_not_found(town: Town) -> None:
    town.apply(NEIGHBOURS_RULES)
    [code] = town.sold(1, issuer_code=NEIGHBOURS_RULES.issuer_code)

    assert search(town, code).voucher is None


def test_a_search_needs_something_that_can_be_read(town: Town) -> None:
    with pytest.raises(SearchEmpty):
        search(town, "  ")
    with pytest.raises(VoucherMalformed):
        search(town, "これは何でしょう")
    with pytest.raises(PaymentUnknown):
        payment(town, CheckoutId(UUID(int=1)))


def test_a_merchants_payments_are_listed_by_day(town: Town, bakery: Till) -> None:
    first, second = town.sold(2)
    bakery.pay(first)
    town.set_clock(A_NOON + timedelta(days=1))
    latest = bakery.pay(second)

    def listed(on: date | None) -> Payments:
        merchant_id = latest.merchant_id
        query = OfficePaymentsQuery(merchant_id=merchant_id, paid_on=on)
        with town.db.begin() as tx:
            return search_desk.office_payments(tx, query)

    assert listed(None).receipts[0] == latest
    assert len(listed(None).receipts) == 2
    assert listed(A_NOON.date() + timedelta(days=1)).receipts == (latest,)
    assert listed(date.max).receipts == ()


def test_batches_are_listed_the_latest_first(town: Town) -> None:
    first, second = town.unsold(3).batch_id, town.request(5).batch_id
    town.activate(first)

    listed = batches(town)

    assert [each.batch.batch_id for each in listed.lines] == [second, first]
    assert listed.lines[1].live_at is not None
    assert (listed.page, listed.pages) == (1, 1)
    assert batches(town, 7).lines == ()
