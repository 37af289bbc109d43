"""Make the file of the export that has waited longest."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

import structlog
from sqlalchemy.orm import Session

from machiken import clock
from machiken.confidential import Envelope
from machiken.contracts.settlement import ExportEncoding
from machiken.database import Transactions
from machiken.money import Yen
from services.settlement.domain.accounts import Kind
from services.settlement.domain.encodings import encoded, opening
from services.settlement.domain.exports import TRIES_MAX, Contents, Export
from services.settlement.domain.payment_csv import (
    HEADER,
    PaymentRow,
    as_text,
    cells,
)
from services.settlement.store import export_parts, exports, payment_rows

log = structlog.get_logger()

PART_BYTES: Final = 512 * 1024


def make_next_export(db: Transactions, envelope: Envelope) -> int:
    """Make one waiting file, and return how many that were: 0 or 1.

    The first transaction shows that the export is being made. The second holds its
    lock, writes the parts and shows the file, or leaves nothing at all.
    """
    with db.begin() as tx:
        export = _taken_up(tx)
    if export is None:
        return 0
    with db.begin() as tx:
        if exports.lock(tx, export.export_id):
            contents = Making(tx, export, envelope).contents()
            exports.finish(tx, export.export_id, contents, at=clock.now(tx))
            log.info(
                "settlement.export_ready",
                receipt_no=export.receipt_no,
                rows=contents.rows,
            )
    return 1


class Making:
    """A file that is being made: what was written so far, in sums."""

    def __init__(self, tx: Session, export: Export, envelope: Envelope) -> None:
        """Begin with nothing."""
        self._tx = tx
        self._export = export
        self._envelope = envelope
        self._rows = 0
        self._replaced = 0
        self._yen = {kind.value: 0 for kind in Kind}

    def contents(self) -> Contents:
        """Write every part, and return what the file holds."""
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
            rows=self._rows,
            paid=Yen(self._yen[Kind.REDEMPTION]),
            refunded=Yen(self._yen[Kind.REFUND]),
            replaced=self._replaced,
            size_bytes=size_bytes,
            sha256=digest.hexdigest(),
            parts=parts,
        )

    def _pieces(self) -> Iterator[bytes]:
        asked = self._export.conditions
        yield opening(asked.encoding)
        yield self._encoded([HEADER], asked.encoding)
        for batch in payment_rows.stream(self._tx, asked):
            self._add_up(batch)
            yield self._encoded(map(cells, batch), asked.encoding)

    def _add_up(self, batch: list[PaymentRow]) -> None:
        self._rows += len(batch)
        for row in batch:
            self._yen[row.kind] += row.amount_yen

    def _encoded(
        self, rows: Iterable[tuple[str, ...]], encoding: ExportEncoding
    ) -> bytes:
        content, replaced = encoded(as_text(rows), encoding)
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
