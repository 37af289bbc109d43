"""Practice (練習): samples go the whole way, and nothing is paid."""

from datetime import date

import pytest

from machiken.contracts.redemption import (
    CheckoutReused,
    CheckoutState,
    NoVouchers,
    PaymentUnknown,
    Receipt,
    VoucherIsSample,
    VoucherIsStopped,
    VoucherNotSample,
)
from machiken.ids import VoucherCode
from machiken.money import Yen
from tests.redemption.refusing import refusing
from tests.redemption.till import Till
from tests.redemption.town import moment


@pytest.fixture
def samples(bakery: Till) -> list[VoucherCode]:
    """Return two samples as the shop got them with its papers; none is on sale."""
    return bakery.town.codes(bakery.town.unsold(2, sample=True).batch_id)


def practised(till: Till, *codes: str) -> Receipt:
    """Practise with the samples, the whole way."""
    checkout_id = till.open(1_000 * len(codes), practice=True)
    till.read(checkout_id, *codes)
    return till.redeem(checkout_id)


def test_a_practice_ends_with_a_receipt_that_says_so(
    bakery: Till, samples: list[VoucherCode]
) -> None:
    receipt = practised(bakery, *samples)

    assert (receipt.practice, receipt.total, receipt.count) == (True, Yen(2_000), 2)
    assert receipt.payment_no == "KNM202601t0120260701R0000000000001"
    assert bakery.receipt(receipt.checkout_id) == receipt
    view = bakery.look(receipt.checkout_id)
    assert (view.practice, view.state) == (True, CheckoutState.REDEEMED)
    assert view.receipt == receipt


def test_nothing_is_paid_and_nobody_is_told(
    bakery: Till, samples: list[VoucherCode]
) -> None:
    town = bakery.town
    receipt = practised(bakery, *samples)
    kept = town.everything()

    assert town.told("redemption_completed") == []
    assert (kept["redemption"], kept["redemption_line"]) == ([], [])
    assert bakery.balance(samples[0]).balance == Yen(1_000)
    assert bakery.sales(date(2026, 7, 1), date(2026, 7, 1)).total.payments == 0
    assert bakery.find(payment_no=receipt.payment_no).receipts == ()
    assert town.verified().differences == ()


def test_a_sample_can_be_practised_again_and_again(
    bakery: Till, samples: list[VoucherCode]
) -> None:
    numbers = {practised(bakery, samples[0]).payment_no for _ in range(3)}

    assert len(numbers) == 3


def test_the_same_practice_twice_is_one(
    bakery: Till, samples: list[VoucherCode]
) -> None:
    receipt = practised(bakery, samples[0])

    assert bakery.redeem(receipt.checkout_id) == receipt


def test_a_shop_practises_before_the_campaign_begins(
    bakery: Till, samples: list[VoucherCode]
) -> None:
    bakery.town.set_clock(moment(date(2026, 5, 20), "10:00:00"))

    assert practised(bakery, *samples).practice


def test_a_real_voucher_is_refused_in_a_practice(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    checkout_id = bakery.open(1_000, practice=True)

    with refusing(bakery.town, VoucherNotSample):
        bakery.read(checkout_id, code)


def test_a_sample_is_refused_as_money(bakery: Till, samples: list[VoucherCode]) -> None:
    checkout_id = bakery.open(1_000)

    with refusing(bakery.town, VoucherIsSample):
        bakery.read(checkout_id, samples[0])
    with refusing(bakery.town, VoucherIsSample):
        bakery.pay(samples[0])


def test_a_practice_is_not_refunded(bakery: Till, samples: list[VoucherCode]) -> None:
    receipt = practised(bakery, samples[0])

    with refusing(bakery.town, PaymentUnknown):
        bakery.refund(receipt)


def test_an_empty_practice_is_refused(bakery: Till) -> None:
    checkout_id = bakery.open(1_000, practice=True)

    with refusing(bakery.town, NoVouchers):
        bakery.redeem(checkout_id)


def test_a_stopped_sample_is_refused(bakery: Till, samples: list[VoucherCode]) -> None:
    bakery.town.stop(1)
    checkout_id = bakery.open(1_000, practice=True)

    with refusing(bakery.town, VoucherIsStopped):
        bakery.read(checkout_id, samples[0])


def test_a_checkout_does_not_become_a_practice_or_the_reverse(bakery: Till) -> None:
    for practice in (True, False):
        checkout_id = bakery.open(1_000, practice=practice)

        with refusing(bakery.town, CheckoutReused):
            bakery.open(1_000, checkout_id, practice=not practice)
