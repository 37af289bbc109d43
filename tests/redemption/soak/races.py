"""The long versions of the races; `make soak` runs them, `make test` does not.

Each tells the seed of its dice and what came of it. `make soak SEED=…` throws the same
dice again, `make soak KIND=…` runs the kinds with this in their name.
"""

import os
import random
import secrets
import time
from collections import Counter
from functools import partial

import pytest
from hypothesis import HealthCheck, seed, settings

from deploy.local.stack import Stack
from machiken.database import Transactions
from tests.conftest import emptied, owner_url
from tests.redemption.model.ledger import Ledger
from tests.redemption.model.machine import Machine
from tests.redemption.model.running import run
from tests.redemption.races.kinds import KINDS
from tests.redemption.races.track import Track
from tests.redemption.town import Town

SEED = int(os.environ.get("SEED") or secrets.randbelow(2**32))
SHARE = float(os.environ.get("SOAK_SHARE") or 1)
"""Less than 1 for a taste of it."""
MODEL_RUNS = 1_000

pytestmark = pytest.mark.timeout(6 * 3600)


@pytest.mark.parametrize("kind", KINDS)
def test_a_long_race_breaks_no_books(stack: Stack, town: Town, kind: str) -> None:
    race, count = KINDS[kind]
    track = Track(
        town=town,
        dice=random.Random(f"{SEED}/{kind}"),  # noqa: S311 - no secret
        empty=partial(emptied, owner_url(stack, "redemption"), "redemption"),
    )
    began, count = time.monotonic(), rounds(count)
    tell(f"KIND={kind} SEED={SEED} races={count}")

    race(track, count)

    deadlocks = town.one(
        "select deadlocks from pg_stat_database where datname = current_database()"
    )
    took_s = time.monotonic() - began
    tell(f"  no violation in {took_s:.0f} s; deadlocks={deadlocks} {said(track.seen)}")


def test_the_model_finds_no_difference(
    stack: Stack, empty_town: Town, settlement_db: Transactions
) -> None:
    began, count = time.monotonic(), rounds(MODEL_RUNS)
    tell(f"KIND=model SEED={SEED} runs={count}")
    how = settings(
        max_examples=count,
        stateful_step_count=60,
        deadline=None,
        print_blob=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    run(stack, empty_town, Ledger(settlement_db), how, dice=seed(SEED))

    took_s = time.monotonic() - began
    tell(f"  no difference in {took_s:.0f} s; {said(Machine.seen)}")


def rounds(number: int) -> int:
    """Return how many rounds to play."""
    return max(1, int(number * SHARE))


def said(seen: Counter[str]) -> str:
    """Return how often which answer was given, in one line."""
    return " ".join(f"{what}={often}" for what, often in sorted(seen.items()))


def tell(line: str) -> None:
    """Say it at once: a soak is long, and a failure must be played again."""
    print(line, flush=True)  # noqa: T201 - `make soak` is read by a person
