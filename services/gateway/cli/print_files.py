"""Print files, fetched part by part into a file that only its owner can read."""

import os
from dataclasses import dataclass
from pathlib import Path

from machiken.contracts.redemption import FetchPrintFile, PrintFileKind, verbs
from machiken.ids import BatchId
from services.gateway.cli.operator import operator


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A file that was written."""

    file: str
    parts: int
    size_bytes: int


def fetch(batch_id: BatchId, kind: PrintFileKind, out: Path) -> Saved:
    """Write the file to `out`, whole or not at all. Raises `BatchNotReady`."""
    unfinished = out.with_name(out.name + ".part")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    part, parts, size_bytes = 0, 1, 0
    with os.fdopen(handle, "wb") as file:
        while part < parts:
            part += 1
            asked = FetchPrintFile(batch_id=batch_id, kind=kind, part=part)
            piece = operator().call(verbs.PRINT_FILE, asked)
            parts = piece.parts
            size_bytes += file.write(piece.content)
    unfinished.replace(out)
    return Saved(file=str(out), parts=parts, size_bytes=size_bytes)
