"""A mail server and a desk, for tests that deliver."""

from collections.abc import Iterator

import pytest

from machiken.database import Transactions
from services.notify.usecases.deliver import Desk
from tests.notify.sink import Sink, listening
from tests.notify.town import ENVELOPE, SITES


@pytest.fixture
def sink() -> Iterator[Sink]:
    """Return a mail server that takes everything until told otherwise."""
    with listening(Sink()) as listener:
        yield listener


@pytest.fixture
def desk(notify_db: Transactions, sink: Sink) -> Desk:
    """Return all that a delivery needs."""
    return Desk(
        db=notify_db,
        server=sink.server,
        envelope=ENVELOPE,
        sites=SITES,
        office_mail_from="no-reply@kinomachi.example",
    )
