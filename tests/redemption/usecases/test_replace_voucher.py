"""A lost voucher stops, and exactly one takes its place."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest

from machiken.contracts.redemption import (
    BatchReused,
    BatchView,
    ReplacementDone,
    VoucherClosed,
    VoucherIsSample,
    VoucherIsStopped,
    VoucherUnknown,
    VoucherUsed,
)
from machiken.ids import BatchId
from machiken.money import Yen
from machiken.town_time import moment_after
from tests.redemption.races.at_once import at_once, refusals
from tests.redemption.races.books import live_yen
from tests.redemption.refusing import refusing
from tests.redemption.till import Till
from tests.redemption.town import RULES


def test_the_lost_one_stops_and_the_new_one_is_worth_as_much(bakery: Till) -> None:
    town = bakery.town
    (lost,) = town.sold(1)
    batch = town.replace(1)
    assert town.work("issue") == 1
    town.activate(batch.batch_id)
    (new,) = town.codes(batch.batch_id)

    assert town.batch(batch.batch_id).replaces_serial == 1
    with refusing(town, VoucherIsStopped):
        bakery.pay(lost)
    assert bakery.pay(new).total == Yen(1_000)
    assert town.verified().differences == ()


def test_the_same_request_again_changes_nothing(bakery: Till) -> None:
    town, batch_id = bakery.town, BatchId(uuid4())
    town.sold(2)
    first = town.replace(1, batch_id)
    before = town.everything()

    assert town.replace(1, batch_id) == first
    assert town.everything() == before
    with refusing(town, BatchReused):
        town.replace(2, batch_id)


def test_a_voucher_is_replaced_once(bakery: Till) -> None:
    bakery.town.sold(1)
    bakery.town.replace(1)

    with refusing(bakery.town, ReplacementDone):
        bakery.town.replace(1)


def test_what_a_refund_gives_back_to_a_replaced_voucher_is_replaced_again(
    bakery: Till,
) -> None:
    town = bakery.town
    town.apply(switches={"balances": True}, unit=Yen(100))
    (lost,) = town.sold(1)
    checkout_id = bakery.open(300)
    bakery.read(checkout_id, lost)
    paid = bakery.redeem(checkout_id)
    first = issued(bakery, town.replace(1))
    assert bakery.balance(first).balance == Yen(700)

    bakery.refund(paid)
    with refusing(town, VoucherIsStopped):
        bakery.pay(lost)
    again = issued(bakery, town.replace(1))

    assert bakery.balance(again).balance == Yen(300)
    with refusing(town, ReplacementDone):
        town.replace(1)
    assert bakery.pay(first, again).total == Yen(1_000)
    assert town.verified().differences == ()


def issued(till: Till, batch: BatchView) -> str:
    """Return the code of a replacement that is on sale."""
    assert till.town.work("issue") == 1
    till.town.activate(batch.batch_id)
    (code,) = till.town.codes(batch.batch_id)
    return code


def test_a_used_voucher_a_sample_and_none_are_not_replaced(bakery: Till) -> None:
    town = bakery.town
    bakery.pay(*town.sold(1))
    town.sold(1, sample=True)

    with refusing(town, VoucherUsed):
        town.replace(1)
    with refusing(town, VoucherIsSample):
        town.replace(2)
    with refusing(town, VoucherUnknown):
        town.replace(3)


@pytest.mark.parametrize("rounds", [15])
def test_of_two_replacements_and_a_payment_at_once_one_wins(
    bakery: Till, rounds: int
) -> None:
    town = bakery.town
    for serial, code in enumerate(town.sold(rounds), start=1):
        works: list[Callable[[], object]] = [
            partial(town.replace, serial),
            partial(town.replace, serial),
            partial(bakery.pay, code),
        ]
        answers = at_once(works)

        assert len(refusals(answers)) == 2
        replaced = [each for each in answers if isinstance(each, BatchView)]
        assert bakery.balance(code).stopped == bool(replaced)
    assert live_yen(town) <= 1_000 * rounds


def test_after_the_last_cut_off_nothing_is_replaced(bakery: Till) -> None:
    bakery.town.sold(1)
    bakery.town.set_clock(moment_after(RULES.redeem_last_on))

    with refusing(bakery.town, VoucherClosed) as refused:
        bakery.town.replace(1)
    assert refused.facts["last_on"] == "2026-11-30"
