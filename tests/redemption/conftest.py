"""What redemption's tests start from."""

import pytest

from machiken.database import Transactions
from tests.redemption.till import Till
from tests.redemption.town import A_NOON, Town


@pytest.fixture
def empty_town(redemption_db: Transactions) -> Town:
    """Return a town in which nothing has happened."""
    return Town(db=redemption_db)


@pytest.fixture
def town(empty_town: Town) -> Town:
    """Return a town whose campaign runs, at noon of 2026-07-01."""
    empty_town.set_clock(A_NOON)
    empty_town.apply()
    return empty_town


@pytest.fixture
def bakery(town: Town) -> Till:
    """Return the till of a shop."""
    return Till(town=town, actor=town.staff("t01"))


@pytest.fixture
def bookshop(town: Town) -> Till:
    """Return the till of another shop."""
    return Till(town=town, actor=town.staff("t02"))
