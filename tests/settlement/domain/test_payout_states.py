"""Whatever order steps come in, money is paid once and never from nowhere."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machiken.contracts.settlement import StatementState, StepNotPossible
from services.settlement.domain.payout_states import (
    PAYABLE,
    TRANSITIONS,
    Step,
    after,
)


@given(st.lists(st.sampled_from(Step), max_size=40))
def test_paid_follows_only_a_file_and_a_file_only_an_approval(
    steps: list[Step],
) -> None:
    state, done = StatementState.CLOSED, []
    for step in steps:
        before = state
        try:
            state = after(state, step)
        except StepNotPossible:
            assert state is before
            continue
        done.append(step)
    paid, returned = done.count(Step.PAY), done.count(Step.RETURN)
    issued, approved = done.count(Step.ISSUE), done.count(Step.APPROVE)
    back = done.count(Step.TAKE_BACK)
    assert paid <= issued <= approved - back <= 1 + returned
    assert returned <= issued
    untouched = not done or done[-1] is Step.TAKE_BACK
    assert (state is StatementState.CLOSED) == untouched


@given(st.sampled_from(sorted(product(StatementState, Step))))
def test_what_the_table_does_not_name_is_refused(
    pair: tuple[StatementState, Step],
) -> None:
    if pair in TRANSITIONS:
        assert after(*pair) is TRANSITIONS[pair]
    else:
        with pytest.raises(StepNotPossible):
            after(*pair)


def test_only_what_is_closed_or_came_back_is_taken_into_a_payout() -> None:
    assert {StatementState.CLOSED, StatementState.RETURNED} == PAYABLE


def test_only_an_approval_without_a_file_is_taken_back() -> None:
    back = [pair for pair, to in TRANSITIONS.items() if to is StatementState.CLOSED]

    assert back == [(StatementState.APPROVED, Step.TAKE_BACK)]
