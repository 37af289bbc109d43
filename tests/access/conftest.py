"""Who calls here: anybody, with a token as auth would sign it."""

from collections.abc import Iterator

import pytest

from tests.access.callers import Callers
from tests.journeys.town import Town


@pytest.fixture(scope="module")
def callers(town: Town) -> Iterator[Callers]:
    """Return callers in any role."""
    callers = Callers(town)
    yield callers
    callers.close()
