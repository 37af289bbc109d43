"""監査記録 as a CSV: all that the conditions ask for, or a refusal; never a part."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from flask import Response

from services.gateway import formatting
from services.gateway.audit_words import COLUMNS, cells
from services.gateway.audits import Line, Wanted, find
from services.gateway.backends import backends, grant_budget
from services.gateway.refusals import AuditTooMuch

ROWS_MAX: Final = 10_000
_AT_ONCE: Final = 499


def audit_csv(wanted: Wanted) -> Response:
    """Return the file, with a BOM for spreadsheets. Raises `AuditTooMuch`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in _all(wanted):
        writer.writerow(cells(line))
    name = f"audit-{formatting.today():%Y%m%d}.csv"
    return Response(
        text.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _all(wanted: Wanted) -> Iterator[Line]:
    count = 0
    page = replace(wanted, marks={}, lines=_AT_ONCE)
    while True:
        grant_budget()  # a long file takes longer than a page may
        found = find(backends().call, page)
        count += len(found.lines)
        if count > ROWS_MAX:
            raise AuditTooMuch(rows_max=f"{ROWS_MAX:,}")
        yield from found.lines
        if not found.marks:
            return
        page = replace(page, marks=found.marks)
