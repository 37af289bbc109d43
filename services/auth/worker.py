"""The auth service's slow and timed work. The kernel adds the outbox relay."""

import functools
from collections.abc import Sequence

from machiken.database import Transactions
from machiken.worker import Task
from services.auth.settings import Settings
from services.auth.usecases.forget import forget
from services.auth.usecases.register_ordered import register_ordered

SETTINGS = Settings


def tasks(settings: Settings, db: Transactions) -> Sequence[Task]:
    """Return the tasks that come back for as long as the worker runs."""
    letters = settings.keys.letters
    register = functools.partial(register_ordered, db, letters)
    return [
        Task(name="forget", run=functools.partial(forget, db), idle_s=60.0),
        Task(name="register", run=register, idle_s=1.0),
    ]
