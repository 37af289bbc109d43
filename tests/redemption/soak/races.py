"""The long versions of the races; `make soak` runs them, `make test` does not.

Each tells the seed of its dice and what came of it. `make soak SEED=…` throws the same
dice again, `make soak KIND=…` runs the kinds with this in their name.
"""

import os
import random
import secrets
import time
from functools import partial

import pytest
from hypothesis import HealthCheck, seed, settings

from deploy.local.stack import Stack
from tests.conftest import emptied, owner_url
from tests.redemption.model.test_machine import run
from tests.redemption.races.kinds import KINDS
from tests.redemption.races.track import Track
from tests.redemption.town import Town

SEED = int(os.environ.get("SEED") or secrets.randbelow(2**32))
SHARE = float(os.environ.get("SOAK_SHARE") or 1)
"""Less than 1 for a taste of it."""
MODEL_RUNS = 2_000

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
    told = " ".join(f"{what}={often}" for what, often in sorted(track.seen.items()))
    took_s = time.monotonic() - began
    tell(f"  no violation in {took_s:.0f} s; deadlocks={deadlocks} {told}")


def test_the_model_finds_no_difference(stack: Stack, empty_town: Town) -> None:
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

    run(stack, empty_town, how, dice=seed(SEED))

    tell(f"  no difference in {time.monotonic() - began:.0f} s")


def rounds(number: int) -> int:
    """Return how many rounds to play."""
    return max(1, int(number * SHARE))


def tell(line: str) -> None:
    """Say it at once: a soak is long, and a failure must be played again."""
    print(line, flush=True)  # noqa: T201 - `make soak` is read by a person
