"""Many applications in one file (申込の取り込み), and what is wrong with it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from machiken.ids import IssuerCode


class FindingKind(StrEnum):
    """What is wrong with a file, a row or a cell of it."""

    ENCODING = "finding_encoding"
    UNREADABLE = "finding_unreadable"
    OLD_EXCEL = "finding_old_excel"
    TOO_MUCH_INSIDE = "finding_too_much_inside"
    TOO_MANY_ROWS = "finding_too_many_rows"
    NO_ROWS = "finding_no_rows"
    COLUMN_MISSING = "finding_column_missing"
    COLUMN_TWICE = "finding_column_twice"
    EMPTY = "finding_empty"
    TOO_LONG = "finding_too_long"
    FORMULA = "finding_formula"
    MALFORMED = "finding_malformed"
    DAY_MALFORMED = "finding_day_malformed"
    DAY_OUTSIDE = "finding_day_outside"
    ROLE_UNKNOWN = "finding_role_unknown"
    CODE_TAKEN = "finding_code_taken"
    CODE_DIFFERS = "finding_code_differs"
    COMPANY_DIFFERS = "finding_company_differs"
    LOGIN_TAKEN = "finding_login_taken"
    MAIL_TAKEN = "finding_mail_taken"
    PERSON_TWICE = "finding_person_twice"
    REPRESENTATIVE_MISSING = "finding_representative_missing"
    REPRESENTATIVE_TWICE = "finding_representative_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend: where and what. Row 0 is the file itself."""

    row: int
    column: str
    kind: FindingKind
    value: str
    """What stands there, shortened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIntake:
    """Look at a file of applications (CSV or XLSX) and keep it; nothing is taken."""

    issuer_code: IssuerCode
    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyIntake:
    """Take all applications of a checked file, or none; twice is once."""

    intake_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeQuery:
    """Ask how a file stands, checked anew against what is there now."""

    intake_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeView:
    """A file of applications and all that is wrong with it."""

    intake_id: UUID
    issuer_code: IssuerCode
    file_name: str
    form: str
    """What it was read as: `UTF-8`, `Shift_JIS` or `XLSX`; empty if unreadable."""
    rows: int
    merchants: int
    people: int
    findings: tuple[Finding, ...]
    """In order of the rows; the first `FINDINGS_MAX`."""
    findings_in_all: int
    applied_at: datetime | None


FINDINGS_MAX: Final = 300
INTAKE_BYTES_MAX: Final = 2 * 1024 * 1024
"""Five thousand rows are a quarter of it."""
