"""Redemption's slow or timed work: issuing and printing vouchers, sealing, counting."""

import functools
from collections.abc import Sequence

from machiken.confidential import Envelope
from machiken.database import Transactions
from machiken.worker import Task
from services.redemption.settings import Settings
from services.redemption.usecases import print_batch
from services.redemption.usecases.issue_batch import issue_batch
from services.redemption.usecases.open_signs import count_open_signs
from services.redemption.usecases.overlook import count_campaigns
from services.redemption.usecases.seal_period import seal_period

SETTINGS = Settings


def tasks(settings: Settings, db: Transactions) -> Sequence[Task]:
    """Return the work of redemption's worker."""
    key = settings.voucher_code_key.reveal_bytes()
    envelope = Envelope(settings.print_file_key)

    def issue() -> int:
        with db.begin() as tx:
            return issue_batch(tx, key=key, envelope=envelope)

    def make_sheet() -> int:
        with db.begin() as tx:
            order = print_batch.next_order(tx, envelope=envelope)
        if order is None:
            return 0
        sheet = print_batch.drawn(order)
        with db.begin() as tx:
            print_batch.keep_sheet(tx, order, sheet, envelope=envelope)
        return order.batch.count

    def seal() -> int:
        with db.begin() as tx:
            return seal_period(tx)

    return [
        Task(name="count", run=functools.partial(count_campaigns, db), idle_s=60.0),
        Task(name="signs", run=functools.partial(count_open_signs, db), idle_s=60.0),
        Task(name="issue", run=issue),
        Task(name="print", run=make_sheet),
        Task(name="seal", run=seal),
    ]
