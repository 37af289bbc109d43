"""Parts given back at the same moment: each voucher once, and never against a seal."""

from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest

from machiken.contracts.redemption import Receipt
from machiken.ids import RefundId
from machiken.money import Yen
from machiken.town_time import moment_after
from tests.redemption.races.at_once import at_once, refusals
from tests.redemption.races.books import live_yen
from tests.redemption.till import Till

ROUNDS = 12


@pytest.fixture
def grocer(bakery: Till) -> Till:
    """Return a till of a campaign that gives back parts of payments."""
    bakery.town.apply(switches={"part_refunds": True})
    return bakery


def test_overlapping_parts_at_once_give_each_voucher_back_once(grocer: Till) -> None:
    town = grocer.town
    for turn in range(ROUNDS):
        paid = grocer.pay(*town.sold(4))
        first = 4 * turn + 1
        parts = [(first, first + 1), (first + 1, first + 2), (first + 3,), ()]
        answers = at_once(
            [
                partial(
                    grocer.refund,
                    paid,
                    serials=part,
                    amount=Yen(1_000 * (len(part) or 4)),
                )
                for part in parts
            ]
        )

        given = grocer.receipt(paid.checkout_id)
        assert 1 <= len(given.refunds) <= 2
        assert len(refusals(answers)) == 4 - len(given.refunds)
        assert set(refusals(answers)) <= {
            "redemption.refund_done",
            "redemption.refund_voucher_done",
            "redemption.refund_amount_differs",
        }
    live_yen(town)


def test_one_part_ten_times_at_once_is_one_refund(grocer: Till) -> None:
    for turn in range(ROUNDS):
        paid = grocer.pay(*grocer.town.sold(2))
        refund = partial(
            grocer.refund,
            paid,
            refund_id=RefundId(uuid4()),
            serials=(2 * turn + 1,),
            amount=Yen(1_000),
        )
        answers = at_once([refund] * 10)

        assert answers == [grocer.receipt(paid.checkout_id)] * 10
    assert live_yen(grocer.town) == 1_000 * ROUNDS


def test_parts_around_the_cut_off_are_in_the_seal_or_refused(grocer: Till) -> None:
    town = grocer.town
    midnight = moment_after(date(2026, 7, 15))
    town.set_clock(midnight - timedelta(minutes=1))
    payments = [grocer.pay(*town.sold(3)) for _ in range(6)]
    town.set_clock(midnight - timedelta(milliseconds=60))
    answers = at_once(
        [
            partial(grocer.refund, paid, serials=(3 * at + 1,), amount=Yen(1_000))
            for at, paid in enumerate(payments)
        ]
        + [
            partial(grocer.refund, paid, serials=(3 * at + 2,), amount=Yen(1_000))
            for at, paid in enumerate(payments)
        ]
    )
    town.set_clock(midnight + timedelta(seconds=1))
    while town.work("seal"):
        pass

    given = [each for each in answers if isinstance(each, Receipt)]
    assert set(refusals(answers)) <= {"redemption.refund_too_late"}
    (sums,) = town.told("period_sealed")[-1]["merchants"]
    assert (sums["payments"], sums["refunds"]) == (6, len(given))
    assert live_yen(town) == 18_000 - 1_000 * len(given)
