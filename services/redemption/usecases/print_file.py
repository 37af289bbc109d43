"""A printer's file is fetched, part by part, and who fetched it is noted."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.confidential import Envelope
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    BatchNotReady,
    BatchUnknown,
    FetchPrintFile,
    FilePart,
    PrintFileKind,
    RedemptionAct,
)
from services.redemption.store import acts, batches


def print_file(
    tx: Session, request: FetchPrintFile, actor: Actor, *, envelope: Envelope
) -> FilePart:
    """Return one part of the file in clear; it holds the voucher codes.

    Raises `BatchUnknown`, or `BatchNotReady` where the part is not there (yet).
    """
    batch = batches.find(tx, request.batch_id)
    if batch is None:
        raise BatchUnknown
    parts = {
        PrintFileKind.SHEET: batch.sheet_parts,
        PrintFileKind.CODES: batch.codes_parts,
    }[request.kind]
    if not 1 <= request.part <= parts:
        raise BatchNotReady
    sealed = batches.part(tx, request.batch_id, request.kind, request.part)
    assert sealed is not None, f"part {request.part} of {parts} is there"
    what = (request.kind, request.part)
    batches.note_fetch(tx, request.batch_id, what, by=actor.subject)
    facts = {"kind": request.kind.value, "part": request.part}
    act = acts.on_batch(RedemptionAct.PRINT_FILE_FETCHED, request.batch_id, **facts)
    acts.note(tx, act, actor, at=clock.now(tx))
    content = envelope.open_bytes(sealed)
    return FilePart(part=request.part, parts=parts, content=content)
