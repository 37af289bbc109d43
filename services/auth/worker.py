"""The auth service's slow and timed work. The kernel adds the outbox relay."""

import functools
from collections.abc import Sequence

from machiken.database import Transactions
from machiken.worker import Task
from services.auth.settings import Settings
from services.auth.usecases.forget import forget
from services.auth.usecases.send_invitations import announce_invitations

SETTINGS = Settings


def tasks(_settings: Settings, db: Transactions) -> Sequence[Task]:
    """Return the tasks that come back for as long as the worker runs."""
    return [
        Task(name="forget", run=functools.partial(forget, db), idle_s=60.0),
        Task(
            name="invite", run=functools.partial(announce_invitations, db), idle_s=0.2
        ),
    ]
