"""The settlement worker: closes half-months, seals the ledger, makes files."""

from collections.abc import Sequence
from functools import partial

from machiken.confidential import Envelope
from machiken.database import Transactions
from machiken.worker import Task
from services.settlement.settings import Settings
from services.settlement.usecases.close_period import close_next
from services.settlement.usecases.expire_exports import expire_exports
from services.settlement.usecases.make_export import make_next_export
from services.settlement.usecases.seal_chain import seal_chain

SETTINGS = Settings


def tasks(settings: Settings, db: Transactions) -> Sequence[Task]:
    """Return what the worker does."""
    envelope = Envelope(settings.export_file_key)

    def expire() -> int:
        with db.begin() as tx:
            return expire_exports(tx)

    return [
        Task(name="expire", run=expire, idle_s=60.0),
        Task(name="exports", run=partial(make_next_export, db, envelope)),
        Task(name="close", run=partial(close_next, db), idle_s=5.0),
        Task(name="chain", run=partial(seal_chain, db), idle_s=1.0),
    ]
