"""The auth service's slow and timed work. The kernel adds the outbox relay."""

import functools
from collections.abc import Sequence

from machiken.database import Transactions
from machiken.worker import Task
from services.auth.settings import Settings
from services.auth.usecases.forget import forget
from services.auth.usecases.register_ordered import register_ordered
from services.auth.usecases.send_invitations import announce_invitations

SETTINGS = Settings


def tasks(settings: Settings, db: Transactions) -> Sequence[Task]:
    """Return the tasks that come back for as long as the worker runs."""
    letters = settings.keys.letters
    register = functools.partial(register_ordered, db, letters)
    invite = functools.partial(announce_invitations, db)
    return [
        Task(name="forget", run=functools.partial(forget, db), idle_s=60.0),
        Task(name="register", run=register, idle_s=1.0),
        Task(name="invite", run=invite, idle_s=0.2),
    ]
