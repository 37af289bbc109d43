"""What a budget of visits is: how many, within how long, counted by whom."""

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from flask import g

from machiken.contracts.auth import SessionView
from services.gateway import devices
from services.gateway.addresses import address, neighbourhood


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How many times within so many minutes; None where it is not counted so."""

    name: str
    minutes: int
    person: int | None = None
    """Somebody who is signed in."""
    device: int | None = None
    """A device that is known."""
    address: int | None = None
    """All other devices of one address; the next two are for such devices, too."""
    neighbourhood: int | None = None
    everybody: int | None = None
    a_second: int | None = None
    """The same, within one second: a burst must leave the machines free for others."""


@dataclass(frozen=True, slots=True)
class Part:
    """One way to count a budget: how often within so many seconds, and whose visits."""

    scope: str
    times: int
    seconds: int
    key: Callable[[], str]
    exempt: Callable[[], bool] | None


@functools.cache
def parts(budget: Budget) -> tuple[Part, ...]:
    """Return the ways in which the budget is counted, in this order."""
    # Whoever is refused for himself takes nothing from the others.
    # All in seconds, for the library counts by the unit first.
    all_of_them, within_s = (lambda: "all"), budget.minutes * 60
    return tuple(
        Part(f"{budget.name}-{kind}", times, seconds, key, exempt)
        for kind, times, seconds, key, exempt in (
            ("person", budget.person, within_s, _person, None),
            ("device", budget.device, within_s, _device, _unknown),
            ("address", budget.address, within_s, address, _known),
            ("neighbourhood", budget.neighbourhood, within_s, neighbourhood, _known),
            ("second", budget.a_second, 1, all_of_them, _known),
            ("everybody", budget.everybody, within_s, all_of_them, _known),
        )
        if times is not None
    )


_known = devices.is_known


def _unknown() -> bool:
    return not devices.is_known()


def _device() -> str:
    return hashlib.sha256(devices.secret().encode()).hexdigest()


def _person() -> str:
    viewer: SessionView = g.viewer
    who = f"{viewer.role}/{viewer.issuer_code}/{viewer.code}/{viewer.login_id}"
    return hashlib.sha256(who.encode()).hexdigest()
