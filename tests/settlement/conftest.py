"""The ledger's owner: somebody who may change what the service may not."""

from collections.abc import Iterator

import pytest

from deploy.local.stack import Stack
from machiken.database import Transactions, connect
from tests.conftest import owner_url


@pytest.fixture
def settlement_owner(
    stack: Stack, settlement_db: Transactions
) -> Iterator[Transactions]:
    """Return settlement's database as its owner."""
    assert settlement_db is not None, "it is migrated and emptied by now"
    owner = connect(owner_url(stack, "settlement"), pool_size=2)
    yield owner
    owner.kw["bind"].dispose()
