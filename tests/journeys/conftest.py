"""What journeys begin with: a signed-in shop, and books to compare."""

import pytest

from deploy.demo.shop import Shop
from tests.journeys.books import Books
from tests.journeys.people import KADOYA
from tests.journeys.terminal import Terminal
from tests.journeys.till import Till
from tests.journeys.town import Town


@pytest.fixture
def shop(town: Town) -> Shop:
    """Return the shop that is signed in all day."""
    return town.shop(KADOYA)


@pytest.fixture(scope="session")
def till(town: Town) -> Till:
    """Return a till of that shop."""
    return town.till(town.shop(KADOYA))


@pytest.fixture
def books(town: Town) -> Books:
    """Return the books, which tell whether anything has changed."""
    return Books(town)


@pytest.fixture(scope="module")
def terminal(town: Town) -> Terminal:
    """Return a terminal of the operator's."""
    return Terminal(town)
