"""The service answers as the model does, whatever the order of steps."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import FlakyFailure

from deploy.local.stack import Stack
from machiken.database import Transactions
from tests.redemption.model.ledger import Ledger
from tests.redemption.model.running import run
from tests.redemption.model.test_planted_bugs import (
    refunds_restore_nothing,
    seals_count_nothing,
)
from tests.redemption.town import Town

BOUNDED = settings(
    max_examples=20,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,  # the same steps each time; `make soak` looks for new ones
    database=None,
    report_multiple_bugs=False,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def ledger(settlement_db: Transactions) -> Ledger:
    """Return settlement's books."""
    return Ledger(settlement_db)


def test_whatever_the_order_of_steps_the_service_answers_as_the_model(
    stack: Stack, empty_town: Town, ledger: Ledger
) -> None:
    run(stack, empty_town, ledger, BOUNDED)


@pytest.mark.parametrize("bug", ["refund keeps the balance", "seal forgets a merchant"])
def test_the_machine_finds_a_bug_that_is_there(
    stack: Stack,
    empty_town: Town,
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
    bug: str,
) -> None:
    if bug == "refund keeps the balance":
        refunds_restore_nothing(monkeypatch)
    else:
        seals_count_nothing(monkeypatch)

    with pytest.raises((AssertionError, FlakyFailure)):
        run(stack, empty_town, ledger, BOUNDED)
