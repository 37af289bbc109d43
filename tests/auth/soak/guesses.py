"""Guessing, and telling accounts apart, at length; `make soak` runs them."""

import os
import statistics
import time
from typing import Final

import pytest
from sqlalchemy import delete

from machiken.contracts.auth import SignInFailed
from services.auth.domain.guess_budget import DAILY_MAX, PER_PASSWORD_MAX
from services.auth.store.tables import ATTEMPT
from tests.auth.guessing import steal
from tests.auth.town import Town

SHARE: Final = float(os.environ.get("SOAK_SHARE") or 1)
NO_TELLING_MS: Final = 5.0

pytestmark = pytest.mark.timeout(3600)


def test_ten_thousand_guesses_with_the_right_password(
    town: Town, password: str
) -> None:
    thief = steal(town, password, max(2_500, int(10_000 * SHARE)))

    print(thief)  # noqa: T201 - the finding
    assert thief.evaluated == PER_PASSWORD_MAX
    assert thief.each_sign_in_max <= 3
    assert thief.each_day_max <= DAILY_MAX
    assert thief.said["in"] == 0
    assert thief.owner_in == thief.days


def test_the_clock_tells_no_known_account_from_an_unknown_one(
    town: Town, password: str
) -> None:
    town.sign_in(password)
    took: dict[str, list[float]] = {"hanako": [], "nobody": []}
    for number in range(max(100, int(1_000 * SHARE))):
        if number % 4 == 0:  # before the lock, which answers at once
            with town.db.begin() as tx:
                tx.execute(delete(ATTEMPT))
        for login_id in ("hanako", "nobody"):  # in turns, so that both share the noise
            began = time.perf_counter()
            with pytest.raises(SignInFailed):
                town.begin("Falsch-12345", login_id=login_id)
            took[login_id].append((time.perf_counter() - began) * 1000)

    known, unknown = (statistics.median(each) for each in took.values())
    print(f"medians: known {known:.1f} ms, unknown {unknown:.1f} ms")  # noqa: T201
    assert abs(known - unknown) < NO_TELLING_MS
