"""The service answers as the model does, whatever the order of steps."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import FlakyFailure
from hypothesis.stateful import run_state_machine_as_test

from deploy.local.stack import Stack
from tests.conftest import emptied, owner_url
from tests.redemption.model.machine import Machine
from tests.redemption.model.test_planted_bugs import (
    refunds_restore_nothing,
    seals_count_nothing,
)
from tests.redemption.town import Town

BOUNDED = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,  # the same steps each time; `make soak` looks for new ones
    database=None,
    report_multiple_bugs=False,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_whatever_the_order_of_steps_the_service_answers_as_the_model(
    stack: Stack, empty_town: Town
) -> None:
    run(stack, empty_town, BOUNDED)


@pytest.mark.parametrize("bug", ["refund keeps the balance", "seal forgets a merchant"])
def test_the_machine_finds_a_bug_that_is_there(
    stack: Stack, empty_town: Town, monkeypatch: pytest.MonkeyPatch, bug: str
) -> None:
    if bug == "refund keeps the balance":
        refunds_restore_nothing(monkeypatch)
    else:
        seals_count_nothing(monkeypatch)

    with pytest.raises((AssertionError, FlakyFailure)):
        run(stack, empty_town, BOUNDED)


def run(
    stack: Stack, town: Town, how: settings, dice: Callable[[Any], Any] | None = None
) -> None:
    """Let the machine run, as often as `how` says; `dice` may give it its seed."""
    reset = partial(emptied, owner_url(stack, "redemption"), "redemption")

    class Bound(Machine):
        def __init__(self) -> None:
            super().__init__(town, reset)

    run_state_machine_as_test(dice(Bound) if dice else Bound, settings=how)
