"""監査記録 as a CSV: all that the conditions ask for, or a refusal; never a part.

It leaves only once auth has written down who takes it.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from machiken.contracts.auth import Origin, SaveAudit, people_verbs
from services.gateway.audit_words import COLUMNS, cells
from services.gateway.audits import Ask, Line, Wanted, find
from services.gateway.refusals import AuditTooMuch

ROWS_MAX: Final = 10_000
_AT_ONCE: Final = 499


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFile:
    """The file, with a BOM for spreadsheets, and how many rows it has."""

    content: bytes
    rows: int


def audit_file(ask: Ask, wanted: Wanted, origin: Origin) -> AuditFile:
    """Return the file for whoever asks from there. Raises `AuditTooMuch`."""
    text, rows = io.StringIO(), 0
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in _all(ask, wanted):
        writer.writerow(cells(line))
        rows += 1
    saved = SaveAudit(rows=rows, conditions=_conditions(wanted), origin=origin)
    ask(people_verbs.SAVE_AUDIT, saved)
    return AuditFile(content=text.getvalue().encode("utf-8-sig"), rows=rows)


def _all(ask: Ask, wanted: Wanted) -> Iterator[Line]:
    count = 0
    page = replace(wanted, marks={}, lines=_AT_ONCE)
    while True:
        found = find(ask, page)
        count += len(found.lines)
        if count > ROWS_MAX:
            raise AuditTooMuch(rows_max=f"{ROWS_MAX:,}")
        yield from found.lines
        if not found.marks:
            return
        page = replace(page, marks=found.marks)


def _conditions(wanted: Wanted) -> dict[str, str]:
    shop = wanted.merchant
    given = {
        "area": wanted.area,
        "happening": wanted.happening,
        "actor": wanted.actor,
        "login_id": wanted.login_id,
        "merchant_code": f"{shop.issuer_code}/{shop.merchant_code}" if shop else "",
        "object_kind": wanted.object_kind,
        "object_name": wanted.object_name,
        "first_on": wanted.first_on,
        "last_on": wanted.last_on,
    }
    return {name: str(value) for name, value in given.items() if value}
