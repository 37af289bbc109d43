"""A file of applications, opened: CSV (UTF-8 or Shift_JIS, tried in turn) or XLSX.

A file comes from anybody's PC. Whatever it is, the answer is a table or findings; it
can't cost more memory than a list of merchants could ever need.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from openpyxl import load_workbook

from machiken.contracts.auth import (
    INTAKE_BYTES_MAX,
    Finding,
    FindingKind,
    IntakeTooBig,
)

ROWS_MAX: Final = 10_000
COLUMNS_MAX: Final = 40
INSIDE_BYTES_MAX: Final = 48 * 1024 * 1024
"""What an XLSX may be when unpacked; it is a zip, and zips can be bombs."""
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"

csv.field_size_limit(INTAKE_BYTES_MAX)  # longer cells are findings, not faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a file holds: its rows by their numbers, the header first."""

    form: str
    rows: Sequence[tuple[int, Sequence[str]]]


class Unreadable(Exception):  # noqa: N818 - says what was found
    """The file can't be read as a table, and why."""

    def __init__(self, kind: FindingKind, value: str = "") -> None:
        """Keep what a person is told."""
        super().__init__(kind)
        self.finding = Finding(row=0, column="", kind=kind, value=value)


def opened(content: bytes) -> Sheet:
    """Return the file's rows without the empty ones. Raises `Unreadable`."""
    if content.startswith(_OLD_EXCEL):
        raise Unreadable(FindingKind.OLD_EXCEL)
    if content.startswith(_ZIP):
        return Sheet(form="XLSX", rows=_filled(_xlsx(content)))
    form, text = _decoded(content)
    try:
        return Sheet(form=form, rows=_filled(csv.reader(io.StringIO(text, newline=""))))
    except csv.Error as error:
        raise Unreadable(FindingKind.UNREADABLE) from error


def refuse_too_big(content: bytes) -> None:
    """Do nothing for a file of a reasonable size. Raises `IntakeTooBig`."""
    if len(content) > INTAKE_BYTES_MAX:
        raise IntakeTooBig(size_max=f"{INTAKE_BYTES_MAX // 1024 // 1024}MB")


def _decoded(content: bytes) -> tuple[str, str]:
    for form, codec in (("UTF-8", "utf-8-sig"), ("Shift_JIS", "cp932")):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:  # UTF-16 without its mark reads as half NULs
            return form, text
    raise Unreadable(FindingKind.ENCODING)


def _xlsx(content: bytes) -> Iterator[Sequence[str]]:
    _refuse_bomb(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size may be a lie
        for row in sheet.iter_rows(max_col=COLUMNS_MAX):
            yield [_text(cell) for cell in row]
    except Unreadable:
        raise
    except Exception as error:
        # A damaged book fails anywhere in the library, and in any way.
        raise Unreadable(FindingKind.UNREADABLE) from error


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            inside = sum(each.file_size for each in book.infolist())
    except zipfile.BadZipFile as error:
        raise Unreadable(FindingKind.UNREADABLE) from error
    if inside > INSIDE_BYTES_MAX:
        raise Unreadable(FindingKind.TOO_MUCH_INSIDE)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return f"={value}"  # an error is what a formula has left
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _filled(rows: Iterator[Sequence[str]]) -> list[tuple[int, Sequence[str]]]:
    filled = []
    for number, cells in enumerate(rows, start=1):
        if number > ROWS_MAX + 1:
            raise Unreadable(FindingKind.TOO_MANY_ROWS, f"{ROWS_MAX:,}")
        if any(cell.strip() for cell in cells):
            filled.append((number, cells))
    return filled
