import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as some

from machiken.money import ZERO, Yen, total

AMOUNTS = some.integers(min_value=-(10**15), max_value=10**15)


@given(AMOUNTS, AMOUNTS)
def test_yen_add_and_subtract_as_their_amounts_do(one: int, other: int) -> None:
    assert (Yen(one) + Yen(other)).amount == one + other
    assert Yen(one) - Yen(other) + Yen(other) == Yen(one)


@given(AMOUNTS)
def test_an_amount_and_its_opposite_are_nothing(amount: int) -> None:
    assert Yen(amount) + -Yen(amount) == ZERO


@given(some.lists(AMOUNTS))
def test_a_total_does_not_depend_on_the_order(amounts: list[int]) -> None:
    yen = [Yen(amount) for amount in amounts]

    assert total(yen) == total(reversed(yen)) == Yen(sum(amounts))


def test_the_total_of_nothing_is_zero_yen() -> None:
    assert total([]) == ZERO


@given(AMOUNTS, some.integers(min_value=0, max_value=100))
def test_so_many_pieces_cost_the_sum_of_their_prices(amount: int, count: int) -> None:
    assert Yen(amount).times(count) == total([Yen(amount)] * count)


@given(some.integers(min_value=0, max_value=10**6))
def test_whole_pieces_make_a_multiple_and_one_yen_more_does_not(count: int) -> None:
    unit = Yen(1000)

    assert unit.times(count).is_multiple_of(unit)
    assert not (unit.times(count) + Yen(1)).is_multiple_of(unit)


@given(AMOUNTS, AMOUNTS)
def test_yen_are_ordered_and_hashed_by_amount(one: int, other: int) -> None:
    assert (Yen(one) < Yen(other)) == (one < other)
    assert (Yen(one) >= Yen(other)) == (one >= other)
    assert (hash(Yen(one)) == hash(Yen(other))) == (one == other)


@pytest.mark.parametrize("amount", [1.0, 0.5, "1", True, None, 10**3 * 1.0])
def test_only_whole_numbers_become_yen(amount: object) -> None:
    with pytest.raises(TypeError, match="whole numbers"):
        Yen(amount)  # type: ignore[arg-type] # the point of the test


def test_yen_equal_nothing_that_is_not_yen() -> None:
    assert Yen(500) != 500
    assert Yen(0) != False  # noqa: E712 - the comparison itself is tested


def test_a_bare_number_does_not_add_to_yen() -> None:
    with pytest.raises(AttributeError):
        Yen(500) + 500  # type: ignore[operator] # the point of the test


def test_yen_are_not_tested_for_truth() -> None:
    with pytest.raises(TypeError, match="compare yen"):
        bool(Yen(0))


def test_an_amount_does_not_change() -> None:
    amount = Yen(500)

    with pytest.raises(AttributeError):
        amount.amount = 1
    with pytest.raises(AttributeError):
        del amount.amount
    assert amount == Yen(500)


def test_yen_are_shown_as_a_till_shows_them() -> None:
    assert str(Yen(12500)) == "12,500円"
    assert str(Yen(-1000)) == "-1,000円"
    assert repr(Yen(12500)) == "Yen(12500)"


@given(AMOUNTS)
def test_yen_survive_copying_and_pickling(amount: int) -> None:
    assert copy.deepcopy(Yen(amount)) == Yen(amount)
    assert pickle.loads(pickle.dumps(Yen(amount))) == Yen(amount)  # noqa: S301 - our own
