"""Redemptions by machines: once under one id, and one till for one voucher."""

from collections import Counter
from functools import partial
from typing import Final
from uuid import uuid4

import pytest

from tests.journeys.at_once import at_once
from tests.journeys.books import Books
from tests.journeys.till import Answer, Till
from tests.journeys.town import Town

TILLS: Final = 8
ROUNDS: Final = 200
TWINS: Final = 50


def test_one_voucher_at_eight_tills_is_accepted_once(town: Town, books: Books) -> None:
    tills = town.tills(TILLS)
    before = books.payments()

    for code in town.vouchers(ROUNDS):
        answers = _at_all(tills, [code])
        assert Counter(_said(each) for each in answers) == {
            "ok": 1,
            "redemption.voucher_used": TILLS - 1,
        }

    assert books.payments() == before + ROUNDS


def test_overlapping_vouchers_in_opposite_order_are_taken_all_or_none(
    town: Town, books: Books
) -> None:
    tills = town.tills(TILLS)
    before = books.everything()

    for _ in range(10):
        codes = town.vouchers(5)
        orders = [codes, codes[::-1]] * (TILLS // 2)
        answers = at_once(
            [
                partial(till.redeem, uuid4(), order)
                for till, order in zip(tills, orders, strict=True)
            ]
        )
        assert Counter(_said(each) for each in answers) == {
            "ok": 1,
            "redemption.vouchers_refused": TILLS - 1,
        }

    assert books.everything()[1] == before[1] + 50


def test_fifty_twins_of_one_request_are_one_redemption(
    town: Town, books: Books, till: Till
) -> None:
    twins = [town.till(town.tills(1)[0].shop) for _ in range(TWINS)]
    checkout_id, codes = uuid4(), town.vouchers(3)
    before = books.payments()

    answers = at_once([partial(twin.redeem, checkout_id, codes) for twin in twins])

    assert [each.status for each in answers] == [200] * TWINS
    assert all(each.body == answers[0].body for each in answers)
    assert books.payments() == before + 1
    assert twins[0].ask(checkout_id).body == answers[0].body
    assert till.redeem(checkout_id, codes).body == answers[0].body


@pytest.mark.parametrize("change", ["other", "fewer", "more"])
def test_other_vouchers_under_the_same_id_are_refused(
    town: Town, books: Books, till: Till, change: str
) -> None:
    checkout_id, codes = uuid4(), town.vouchers(2)
    receipt = till.redeem(checkout_id, codes)
    fresh = town.vouchers(2)
    changed = {"other": fresh, "fewer": codes[:1], "more": [*codes, fresh[0]]}[change]
    before = books.everything()

    answer = till.redeem(checkout_id, changed)

    assert answer.refusal == "redemption.checkout_reused"
    assert books.everything() == before
    assert till.redeem(checkout_id, codes).body == receipt.body


def test_the_same_vouchers_in_another_order_are_the_same_request(
    town: Town, till: Till
) -> None:
    checkout_id, codes = uuid4(), town.vouchers(3)

    receipt = till.redeem(checkout_id, codes)

    assert till.redeem(checkout_id, codes[::-1]).body == receipt.body


def test_another_merchant_under_the_same_id_is_refused(
    town: Town, books: Books
) -> None:
    ours, theirs = town.tills(2)
    checkout_id, codes = uuid4(), town.vouchers(1)
    ours.redeem(checkout_id, codes)
    before = books.everything()

    answer = theirs.redeem(checkout_id, codes)

    assert answer.refusal == "redemption.checkout_reused"
    assert theirs.ask(checkout_id).status == 404
    assert books.everything() == before


def _at_all(tills: list[Till], codes: list[str]) -> list[Answer]:
    return at_once([partial(till.redeem, uuid4(), codes) for till in tills])


def _said(answer: Answer) -> str:
    return answer.refusal or ("ok" if answer.is_ok else str(answer))
