"""The finished files, in encrypted parts."""

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from machiken.confidential import Envelope
from machiken.ids import ExportId
from services.settlement.store.tables import EXPORT_PART


def add(
    tx: Session, export_id: ExportId, part: int, content: bytes, envelope: Envelope
) -> None:
    """Write one part of a file that is being made."""
    sealed = envelope.seal_bytes(content)
    tx.execute(
        insert(EXPORT_PART).values(export_id=export_id, part=part, content=sealed)
    )


def find(
    tx: Session, export_id: ExportId, part: int, envelope: Envelope
) -> bytes | None:
    """Return one part of a file in clear, or None where there is no such part."""
    sealed = tx.scalar(
        select(EXPORT_PART.c.content)
        .where(EXPORT_PART.c.export_id == export_id)
        .where(EXPORT_PART.c.part == part)
    )
    return None if sealed is None else envelope.open_bytes(bytes(sealed))
