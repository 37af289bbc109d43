"""Refunds at the same moment: given once, and never against a newer payment."""

from functools import partial
from uuid import uuid4

from machiken.contracts.redemption import Receipt
from machiken.ids import RefundId
from tests.redemption.races.at_once import at_once, refusals
from tests.redemption.races.books import live_yen
from tests.redemption.till import Till


def test_of_eight_refunds_of_one_payment_one_is_given(bakery: Till) -> None:
    for _ in range(40):
        paid = bakery.pay(*bakery.town.sold(2))
        answers = at_once([partial(bakery.refund, paid)] * 8)

        assert refusals(answers) == ["redemption.refund_done"] * 7
    assert live_yen(bakery.town) == 0


def test_one_refund_fifty_times_at_once_is_one_refund(bakery: Till) -> None:
    for _ in range(4):
        paid = bakery.pay(*bakery.town.sold(2))
        refund = partial(bakery.refund, paid, refund_id=RefundId(uuid4()))
        answers = at_once([refund] * 50)

        assert answers == [bakery.receipt(paid.checkout_id)] * 50
    assert live_yen(bakery.town) == 0


def test_one_id_for_two_refunds_at_once_is_one_refund(bakery: Till) -> None:
    for _ in range(30):
        one, other = (bakery.pay(code) for code in bakery.town.sold(2))
        refund_id = RefundId(uuid4())
        answers = at_once(
            [partial(bakery.refund, paid, refund_id=refund_id) for paid in (one, other)]
        )

        assert refusals(answers) == ["redemption.refund_reused"]
    assert live_yen(bakery.town) == 30_000


def test_a_refund_beside_redemptions_frees_its_voucher_for_one(
    bakery: Till, bookshop: Till
) -> None:
    expected = 0
    for code in bakery.town.sold(60):
        paid = bakery.pay(code)
        refunded, *others = at_once(
            [
                partial(bakery.refund, paid),
                partial(bakery.pay, code),
                partial(bookshop.pay, code),
            ]
        )

        assert isinstance(refunded, Receipt)
        assert set(refusals(others)) == {"redemption.voucher_used"}
        expected += 1_000 * (2 - len(refusals(others)))
    assert live_yen(bakery.town) == expected


def test_two_payments_with_vouchers_in_common_are_refunded_without_deadlock(
    bakery: Till, bookshop: Till
) -> None:
    for _ in range(20):
        codes = bakery.town.sold(6)
        first = bakery.pay(*codes)
        bakery.refund(first)
        halves = bakery.pay(*codes[:3]), bookshop.pay(*codes[:2:-1])
        answers = at_once(
            [
                partial(bakery.refund, halves[0]),
                partial(bookshop.refund, halves[1]),
                partial(bakery.pay, *codes[::-1]),
                partial(bookshop.pay, *codes),
            ]
        )

        assert refusals(answers[:2]) == []
        assert set(refusals(answers[2:])) == {"redemption.vouchers_refused"}
    assert live_yen(bakery.town) % 6_000 == 0
