"""The vouchers: issued, printed, fetched and put on sale."""

import csv
import io
from uuid import uuid4

from deploy.rehearsal.stage import Stage
from deploy.rehearsal.town import ISSUER
from machiken.contracts.redemption import (
    ActivateBatch,
    BatchQuery,
    BatchView,
    FetchPrintFile,
    IssueBatch,
    PrintFileKind,
    verbs,
)
from machiken.ids import BatchId


def issued(stage: Stage, count: int, *, sample: bool) -> BatchView:
    """Have so many issued and their sheet drawn; return the batch."""
    batch_id = BatchId(uuid4())
    wanted = IssueBatch(
        batch_id=batch_id, issuer_code=ISSUER, count=count, sample=sample
    )
    stage.call(verbs.ISSUE_BATCH, wanted)

    def drawn() -> BatchView | None:
        batch = stage.call(verbs.BATCH, BatchQuery(batch_id=batch_id))
        return batch if batch.sheet_parts else None

    batch: BatchView = stage.wait(f"{count} vouchers and their print sheet", drawn)
    return batch


def put_on_sale(stage: Stage, batch: BatchView) -> None:
    """Let the batch's vouchers be redeemed from now on."""
    stage.call(verbs.ACTIVATE_BATCH, ActivateBatch(batch_id=batch.batch_id))


def fetched(stage: Stage, batch: BatchView, kind: PrintFileKind) -> bytes:
    """Return a print file of the batch, all parts of it."""
    parts: list[bytes] = []
    while True:
        asked = FetchPrintFile(batch_id=batch.batch_id, kind=kind, part=len(parts) + 1)
        piece = stage.call(verbs.PRINT_FILE, asked)
        parts.append(piece.content)
        if piece.part == piece.parts:
            return b"".join(parts)


def codes(stage: Stage, batch: BatchView) -> list[str]:
    """Return the batch's codes in order of their serials."""
    text = fetched(stage, batch, PrintFileKind.CODES).decode()
    return [row[-1] for row in csv.reader(io.StringIO(text)) if row]
