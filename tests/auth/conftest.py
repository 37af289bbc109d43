"""What auth's tests start from."""

import pytest

from machiken.database import Transactions
from tests.auth.town import Town


@pytest.fixture
def empty_town(auth_db: Transactions) -> Town:
    """Return a town in which nothing has happened."""
    return Town(db=auth_db)


@pytest.fixture
def town(empty_town: Town) -> Town:
    """Return a town with its campaign, the bakery and a clerk registered."""
    empty_town.apply()
    empty_town.register_officer()
    empty_town.register()
    return empty_town


@pytest.fixture
def password(town: Town) -> str:
    """Return the password that the bakery's representative got by mail."""
    return town.mailed_password()
