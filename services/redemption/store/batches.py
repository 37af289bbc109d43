"""Batches of vouchers: requested, issued by COPY, printed, put on sale."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, func, insert, select, text, update
from sqlalchemy.orm import Session

from machiken.clock import PRESENT
from machiken.contracts.redemption import BatchState, PrintFileKind
from machiken.ids import BatchId, CampaignId
from machiken.money import Yen
from services.redemption.store.tables import (
    BATCH,
    PRINT_FILE,
    PRINT_FILE_FETCH,
)

_COPY: Final = (
    "copy voucher (campaign_id, batch_id, serial, code_digest, code_tail, sample,"
    " face_yen, balance_yen) from stdin (format binary)"
)
_TYPES: Final = ("uuid", "uuid", "int8", "bytea", "text", "bool", "int4", "int4")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch as the database keeps it."""

    batch_id: BatchId
    campaign_id: CampaignId
    state: BatchState
    sample: bool
    count: int
    face_value: Yen
    first_serial: int
    sheet_parts: int
    codes_parts: int
    replaces_serial: int | None = None


def find(tx: Session, batch_id: BatchId) -> Batch | None:
    """Return the batch, or None."""
    row = tx.execute(select(BATCH).where(BATCH.c.batch_id == batch_id)).first()
    return None if row is None else _batch(row)


def add(tx: Session, batch: Batch, *, at: datetime, by: str) -> None:
    """Write a requested batch down; a worker issues it."""
    tx.execute(
        insert(BATCH).values(
            batch_id=batch.batch_id,
            campaign_id=batch.campaign_id,
            state=batch.state.value,
            sample=batch.sample,
            voucher_count=batch.count,
            face_yen=batch.face_value.amount,
            first_serial=batch.first_serial,
            sheet_parts=0,
            codes_parts=0,
            replaces_serial=batch.replaces_serial,
            requested_at=at,
            requested_by=by,
        )
    )


def replaced(tx: Session, campaign_id: CampaignId, serial: int) -> Yen:
    """Return what other vouchers took over from the one with this serial."""
    taken_over = select(func.coalesce(func.sum(BATCH.c.face_yen), 0)).where(
        BATCH.c.campaign_id == campaign_id, BATCH.c.replaces_serial == serial
    )
    return Yen(tx.execute(taken_over).scalar_one())


def next_requested(tx: Session) -> Batch | None:
    """Return the oldest batch to be issued, locked until `tx` ends, or None."""
    row = tx.execute(
        select(BATCH)
        .where(BATCH.c.state == BatchState.REQUESTED.value)
        .order_by(BATCH.c.requested_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    return None if row is None else _batch(row)


def issue(
    tx: Session, batch: Batch, vouchers: Iterable[tuple[int, bytes, str]]
) -> None:
    """Write the batch's vouchers down; each is (serial, code digest, code tail)."""
    connection: Any = tx.connection().connection.driver_connection
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.set_types(_TYPES)
        for serial, digest, tail in vouchers:
            copy.write_row(
                (
                    batch.campaign_id,
                    batch.batch_id,
                    serial,
                    digest,
                    tail,
                    batch.sample,
                    batch.face_value.amount,
                    batch.face_value.amount,
                )
            )


def finish(tx: Session, batch_id: BatchId, *, codes_parts: int) -> None:
    """Note that the batch is issued, and how many parts its code list has."""
    tx.execute(
        update(BATCH)
        .where(BATCH.c.batch_id == batch_id)
        .values(state=BatchState.ISSUED.value, codes_parts=codes_parts)
    )


def next_unprinted(tx: Session, *, count_max: int) -> Batch | None:
    """Return the oldest issued batch without a print sheet, or None.

    Not locked: drawing takes long, and the batch may be put on sale meanwhile.
    """
    row = tx.execute(
        select(BATCH)
        .where(
            BATCH.c.state != BatchState.REQUESTED.value,
            BATCH.c.sheet_parts == 0,
            BATCH.c.voucher_count <= count_max,
        )
        .order_by(BATCH.c.requested_at)
        .limit(1)
    ).first()
    return None if row is None else _batch(row)


def printed(tx: Session, batch_id: BatchId, *, sheet_parts: int) -> bool:
    """Note how many parts the print sheet has; return whether nobody was quicker."""
    first = tx.execute(
        update(BATCH)
        .where(BATCH.c.batch_id == batch_id, BATCH.c.sheet_parts == 0)
        .values(sheet_parts=sheet_parts)
        .returning(BATCH.c.batch_id)
    )
    return first.first() is not None


def put_on_sale(tx: Session, batch_id: BatchId, *, at: datetime, by: str) -> bool:
    """Make an issued batch's vouchers redeemable; return whether it was issued."""
    live = tx.execute(
        update(BATCH)
        .where(BATCH.c.batch_id == batch_id, BATCH.c.state == BatchState.ISSUED.value)
        .values(state=BatchState.LIVE.value, live_at=at, live_by=by)
        .returning(BATCH.c.batch_id)
    )
    return live.first() is not None


def keep_part(
    tx: Session, batch_id: BatchId, kind: PrintFileKind, part: int, sealed: bytes
) -> None:
    """Keep one encrypted part of a print file."""
    tx.execute(
        insert(PRINT_FILE).values(
            batch_id=batch_id, kind=kind.value, part=part, sealed_content=sealed
        )
    )


def part(
    tx: Session, batch_id: BatchId, kind: PrintFileKind, number: int
) -> bytes | None:
    """Return one encrypted part of a print file, or None."""
    kept = select(PRINT_FILE.c.sealed_content).where(
        PRINT_FILE.c.batch_id == batch_id,
        PRINT_FILE.c.kind == kind.value,
        PRINT_FILE.c.part == number,
    )
    return tx.execute(kept).scalar_one_or_none()


def note_fetch(
    tx: Session, batch_id: BatchId, what: tuple[PrintFileKind, int], *, by: str
) -> None:
    """Note who fetched which part of a print file; it holds the codes in clear."""
    tx.execute(
        insert(PRINT_FILE_FETCH).values(
            batch_id=batch_id,
            kind=what[0].value,
            part=what[1],
            fetched_at=text(PRESENT),
            fetched_by=by,
        )
    )


def _batch(row: Row[Any]) -> Batch:
    return Batch(
        batch_id=BatchId(row.batch_id),
        campaign_id=CampaignId(row.campaign_id),
        state=BatchState(row.state),
        sample=row.sample,
        count=row.voucher_count,
        face_value=Yen(row.face_yen),
        first_serial=row.first_serial,
        sheet_parts=row.sheet_parts,
        codes_parts=row.codes_parts,
        replaces_serial=row.replaces_serial,
    )
