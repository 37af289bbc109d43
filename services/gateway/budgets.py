"""How often one may come: by device, by network address, by neighbourhood, and in all.

Auth counts tries at an account. These budgets keep away who tries many accounts, or
only wants to keep the machines busy. A device on which somebody signed in before is
counted alone, so that shops behind one address don't pay for each other, nor for a
storm of strangers.

Counted in Redis for all processes; while Redis is away, each counts for itself.
"""

import functools
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, ParamSpec, TypeVar, cast

import structlog
from flask import Flask, current_app
from flask_limiter import Limiter, RateLimitExceeded, RequestLimit
from redis.exceptions import RedisError

from services.gateway.addresses import address
from services.gateway.budget import Budget, parts
from services.gateway.refusals import TooOften
from services.gateway.session_cache import PATIENCE_S
from services.gateway.used_up import UsedUp

log = structlog.get_logger()

Given = ParamSpec("Given")
Shown = TypeVar("Shown")


PASSWORDS: Final = Budget(
    name="passwords",
    minutes=5,
    device=20,
    address=60,
    neighbourhood=300,
    everybody=3000,
    a_second=10,
)
NUMBERS: Final = Budget(
    name="numbers", minutes=5, device=20, address=60, neighbourhood=300, everybody=3000
)
PUZZLES: Final = Budget(
    name="puzzles",
    minutes=5,
    device=40,
    address=120,
    neighbourhood=600,
    everybody=6000,
    a_second=20,
)
RESETS: Final = Budget(
    name="resets", minutes=15, device=20, address=30, neighbourhood=150, everybody=1500
)
INQUIRIES: Final = Budget(
    name="inquiries",
    minutes=60,
    device=20,
    address=40,
    neighbourhood=200,
    everybody=1000,
)
CHANGES: Final = Budget(name="changes", minutes=10, person=20)
BALANCES: Final = Budget(name="balances", minutes=1, person=60)
EXPORTS: Final = Budget(name="exports", minutes=60, person=30)
DOWNLOADS: Final = Budget(name="downloads", minutes=60, person=120)
ALL: Final = (
    PASSWORDS,
    NUMBERS,
    PUZZLES,
    RESETS,
    INQUIRIES,
    CHANGES,
    BALANCES,
    EXPORTS,
    DOWNLOADS,
)


def spends(
    budget: Budget,
) -> Callable[[Callable[Given, Shown]], Callable[Given, Shown]]:
    """Have a page refuse with `TooOften` whoever has used the budget up."""

    def decorate(view: Callable[Given, Shown]) -> Callable[Given, Shown]:
        @functools.wraps(view)
        def counted(*args: Given.args, **kwargs: Given.kwargs) -> Shown:
            cast(Budgets, current_app.extensions["budgets"]).spend(budget)
            return view(*args, **kwargs)

        return counted

    return decorate


class Budgets:
    """The budgets of one application; safe between threads."""

    def __init__(self, app: Flask, redis_url: str, *, factor: int) -> None:
        """Count in this Redis; every budget is `factor` times as large."""
        self._factor = factor
        self._used_up = UsedUp()
        self._limiter = Limiter(
            key_func=address,
            app=app,
            storage_uri=redis_url,
            storage_options={
                "socket_timeout": PATIENCE_S,  # type: ignore[dict-item] # goes to redis
                "socket_connect_timeout": PATIENCE_S,  # type: ignore[dict-item] # too
            },
            strategy="moving-window",
            in_memory_fallback_enabled=True,
            key_prefix="budget",
        )
        self._counted = {budget: self._counting(budget) for budget in ALL}

    def spend(self, budget: Budget) -> None:
        """Count this request. Raises `TooOften` where the budget is used up."""
        self._refuse_known(budget)
        try:
            self._count(budget)
        except RateLimitExceeded as exceeded:
            breached = self._limiter.current_limit
            assert breached is not None, "a limit was breached"
            log.warning("gateway.too_often", budget=budget.name, limit=str(exceeded))
            raise _too_often(self._known_until(budget, breached)) from exceeded

    def _refuse_known(self, budget: Budget) -> None:
        for part in parts(budget):
            if part.exempt is None or not part.exempt():
                until = self._used_up.until(part.scope, part.key())
                if until is not None:
                    raise _too_often(until)

    def _known_until(self, budget: Budget, breached: RequestLimit) -> float:
        try:
            until = breached.reset_at
        except RedisError:  # it went away after it had counted
            return time.time() + budget.minutes * 60
        for part in parts(budget):
            if part.scope in breached.request_args:
                self._used_up.remember(part.scope, part.key(), until)
        return until

    def _count(self, budget: Budget) -> None:
        try:
            self._counted[budget]()
        except RedisError:
            # Of threads that find Redis away together the library has only one count
            # for itself, and throws at the others. By now all of them do.
            self._counted[budget]()

    def _counting(self, budget: Budget) -> Callable[[], None]:
        # The library keeps limits by a function's name, so each budget has one.
        def count() -> None:
            return

        count.__qualname__ = f"count_{budget.name}"
        for part in parts(budget):
            count = self._limiter.shared_limit(
                f"{part.times * self._factor} per {part.seconds} second",
                scope=part.scope,
                key_func=part.key,
                exempt_when=part.exempt,
            )(count)
        return count


def _too_often(until: float) -> TooOften:
    return TooOften(until=_next_minute(datetime.fromtimestamp(until, UTC)).isoformat())


def _next_minute(at: datetime) -> datetime:
    # People are told minutes; the one told must not be too early.
    return (at + timedelta(minutes=1)).replace(second=0, microsecond=0)
