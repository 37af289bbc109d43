"""A database of the kernel's own tables, on the tests' PostgreSQL."""

from collections.abc import Iterator

import pytest

from deploy.local.stack import Stack
from machiken.database import Transactions, connect
from tests.kernel import tables


@pytest.fixture(scope="session")
def kernel_url(stack: Stack) -> str:
    """Return the URL of a database with the kernel's tables."""
    return tables.create(stack, "machiken_kernel")


@pytest.fixture
def kernel_db(kernel_url: str) -> Iterator[Transactions]:
    """Return transactions on that database, empty."""
    db = connect(kernel_url, pool_size=10)
    tables.empty(db)
    yield db
    db.kw["bind"].dispose()
