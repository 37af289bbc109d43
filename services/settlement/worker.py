"""The settlement worker: makes the files that were asked for."""

from collections.abc import Sequence
from functools import partial

from machiken.confidential import Envelope
from machiken.database import Transactions
from machiken.worker import Task
from services.settlement.settings import Settings
from services.settlement.usecases.make_export import make_next_export

SETTINGS = Settings


def tasks(settings: Settings, db: Transactions) -> Sequence[Task]:
    """Return what the worker does."""
    envelope = Envelope(settings.export_file_key)
    return [Task(name="exports", run=partial(make_next_export, db, envelope))]
