"""Each kind of race, run a little and always with the same dice."""

import random
from functools import partial

import pytest

from deploy.local.stack import Stack
from tests.conftest import emptied, owner_url
from tests.redemption.races.kinds import KINDS
from tests.redemption.races.track import Track
from tests.redemption.town import Town

SEED = 20261130
SHORT = 40


@pytest.mark.parametrize("kind", KINDS)
def test_no_race_breaks_the_books(stack: Stack, town: Town, kind: str) -> None:
    race, _ = KINDS[kind]
    track = Track(
        town=town,
        dice=random.Random(SEED),  # noqa: S311 - no secret
        empty=partial(emptied, owner_url(stack, "redemption"), "redemption"),
    )

    race(track, SHORT)

    assert track.seen["done"] > 0
    assert track.seen["proofs"] > 0
