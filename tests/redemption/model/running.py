"""Letting the machine run, each time with empty books."""

from collections.abc import Callable
from typing import Any

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from deploy.local.stack import Stack
from tests.conftest import emptied, owner_url
from tests.redemption.model.ledger import Ledger
from tests.redemption.model.machine import Machine
from tests.redemption.town import Town

SERVICES = ("redemption", "settlement")


def run(
    stack: Stack,
    town: Town,
    ledger: Ledger,
    how: settings,
    dice: Callable[[Any], Any] | None = None,
) -> None:
    """Let the machine run, as often as `how` says; `dice` may give it its seed."""
    urls = {service: owner_url(stack, service) for service in SERVICES}

    def reset() -> None:
        for service, url in urls.items():
            emptied(url, service)

    class Bound(Machine):
        def __init__(self) -> None:
            super().__init__(town, ledger, reset)

    run_state_machine_as_test(dice(Bound) if dice else Bound, settings=how)
