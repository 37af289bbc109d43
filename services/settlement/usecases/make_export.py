"""Make the file of the export that has waited longest."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.confidential import Envelope
from machiken.contracts.settlement import ExportEncoding, ExportReady, ExportUnit
from machiken.database import Transactions
from services.settlement.domain.encodings import opening, reencoded
from services.settlement.domain.exports import (
    KEPT,
    PART_BYTES,
    TRIES_MAX,
    Contents,
    Export,
)
from services.settlement.domain.payment_csv import HEADER, as_text
from services.settlement.domain.summary_csv import summary
from services.settlement.store import export_parts, exports, payment_lines, payment_sums
from services.settlement.store.tables import OUTBOX

log = structlog.get_logger()

# The rows and their sums are read one after the other, and must be the same.
_ONE_MOMENT = text("set transaction isolation level repeatable read")


def make_next_export(db: Transactions, envelope: Envelope) -> int:
    """Make one waiting file, and return how many that were: 0 or 1.

    The first transaction shows that the export is being made. The second holds its
    lock, writes the parts and shows the file, or leaves nothing at all.
    """
    with db.begin() as tx:
        export = _taken_up(tx)
    if export is None:
        return 0
    with db.begin() as tx, db.begin() as books:
        if exports.lock(tx, export.export_id):
            books.execute(_ONE_MOMENT)
            contents = Making(tx, books, export, envelope).contents()
            at = clock.now(tx)
            exports.finish(tx, export.export_id, contents, at=at)
            _tell(tx, export, contents, at)
            log.info(
                "settlement.export_ready",
                receipt_no=export.receipt_no,
                rows=contents.rows,
            )
    return 1


def _tell(tx: Session, export: Export, contents: Contents, at: datetime) -> None:
    """Announce the file for whoever asked; older requests don't say who that was."""
    asked = export.conditions
    if asked.staff_id is None:
        return
    ready = ExportReady(
        export_id=export.export_id,
        campaign_id=asked.campaign_id,
        staff_id=asked.staff_id,
        receipt_no=export.receipt_no,
        first_on=asked.first_on,
        last_on=asked.last_on,
        rows=contents.rows,
        expires_at=at + KEPT,
    )
    outbox.append(tx, OUTBOX, ready, at=at)


class Making:
    """A file that is being made: what was written so far."""

    def __init__(
        self, tx: Session, books: Session, export: Export, envelope: Envelope
    ) -> None:
        """Begin with nothing. Lines stream out of `books`, so parts go in by `tx`."""
        self._tx = tx
        self._books = books
        self._export = export
        self._envelope = envelope
        self._replaced = 0
        self._rows: int | None = None

    def contents(self) -> Contents:
        """Write every part, and return what the file holds."""
        rows, paid, refunded = payment_lines.sums(self._books, self._export.conditions)
        digest = hashlib.sha256()
        size_bytes = parts = 0
        for part in _cut(self._pieces(), PART_BYTES):
            parts += 1
            export_parts.add(
                self._tx, self._export.export_id, parts, part, self._envelope
            )
            digest.update(part)
            size_bytes += len(part)
        return Contents(
            rows=rows if self._rows is None else self._rows,
            paid=paid,
            refunded=refunded,
            replaced=self._replaced,
            size_bytes=size_bytes,
            sha256=digest.hexdigest(),
            parts=parts,
        )

    def _pieces(self) -> Iterator[bytes]:
        asked = self._export.conditions
        yield opening(asked.encoding)
        if asked.unit is not ExportUnit.SLIP:
            rows = payment_sums.rows(self._books, asked)
            self._rows = len(rows)
            yield self._encoded(summary(asked.unit, rows).encode(), asked.encoding)
            return
        yield self._encoded(as_text([HEADER]).encode(), asked.encoding)
        for lines in payment_lines.stream(self._books, asked):
            yield self._encoded(lines, asked.encoding)

    def _encoded(self, lines: bytes, encoding: ExportEncoding) -> bytes:
        content, replaced = reencoded(lines, encoding)
        self._replaced += replaced
        return content


def _taken_up(tx: Session) -> Export | None:
    next_one = exports.lock_next(tx)
    if next_one is None:
        return None
    export, tries = next_one
    if tries < TRIES_MAX:
        exports.start(tx, export.export_id)
    else:
        log.error("settlement.export_failed", receipt_no=export.receipt_no)
        exports.fail(tx, export.export_id, at=clock.now(tx))
    return export


def _cut(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    buffer = bytearray()
    for piece in pieces:
        buffer += piece
        while len(buffer) >= size:
            yield bytes(buffer[:size])
            del buffer[:size]
    yield bytes(buffer)
