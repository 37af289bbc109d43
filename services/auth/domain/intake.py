"""Rows of a file to applications, with all that is wrong with them, row by row.

One row is one person; a merchant with several people has several rows, which say the
same about the merchant.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from machiken.contracts.actor import Role
from machiken.contracts.auth import Applicant, Finding, FindingKind
from machiken.ids import CompanyCode, MerchantCode
from services.auth.domain.application import (
    Application,
    Clashes,
    Known,
    Named,
    Place,
    in_day,
    in_one_field,
    in_people,
)
from services.auth.domain.intake_file import Sheet, Unreadable, opened
from services.auth.domain.recruiting import Recruiting

COLUMNS: Final[Mapping[str, str]] = {
    "merchant_code": "加盟店コード",
    "merchant_name": "加盟店名",
    "company_code": "会社コード",
    "company_name": "会社名",
    "applied_on": "申込日",
    "role": "権限",
    "name": "氏名",
    "login_id": "ログインID",
    "email": "メールアドレス",
}
_TEXTS: Final = tuple(name for name in COLUMNS if name not in {"applied_on", "role"})
_ROLES: Final[Mapping[str, Role]] = {
    "代表者": Role.REPRESENTATIVE,
    "店長": Role.MANAGER,
    "スタッフ": Role.STAFF,
    **{role.value: role for role in (Role.REPRESENTATIVE, Role.MANAGER, Role.STAFF)},
}
_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(slots=True, kw_only=True)
class Intake:
    """What a file holds, as far as it can be understood."""

    form: str = ""
    rows: int = 0
    applications: list[Application] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    spoilt: set[str] = field(default_factory=set)
    """Codes of merchants some of whose rows can't be understood."""


def read(content: bytes) -> Intake:
    """Return the file's applications and what is wrong with its own rows. Slow."""
    try:
        sheet = opened(content)
    except Unreadable as unreadable:
        return Intake(findings=[unreadable.finding])
    intake = Intake(form=sheet.form)
    if len(sheet.rows) < 2:  # noqa: PLR2004 - a header and one row
        intake.findings.append(_of_file(FindingKind.NO_ROWS))
        return intake
    places = _header(intake, sheet)
    if not intake.findings:
        intake.rows = len(sheet.rows) - 1
        _collect(intake, sheet.rows[1:], places)
    return intake


def compared(intake: Intake, known: Known, recruiting: Recruiting) -> list[Finding]:
    """Return all findings, those against what is known too, in order of the rows."""
    found = list(intake.findings)
    clashes = Clashes(known)
    for application in intake.applications:
        found += in_day(recruiting, application.applied_on, application.place)
        if application.merchant_code not in intake.spoilt:
            found += in_people(application)
        found += clashes.of(application)
    return sorted(found, key=lambda each: each.row)


def _of_file(kind: FindingKind, value: str = "") -> Finding:
    return Finding(row=0, column="", kind=kind, value=value)


def _header(intake: Intake, sheet: Sheet) -> dict[str, int]:
    words = [_straight(cell) for cell in sheet.rows[0][1]]
    places: dict[str, int] = {}
    for name, word in COLUMNS.items():
        at = [n for n, each in enumerate(words) if each in {word, name}]
        if not at:
            intake.findings.append(_of_file(FindingKind.COLUMN_MISSING, word))
        elif len(at) > 1:
            intake.findings.append(_of_file(FindingKind.COLUMN_TWICE, word))
        else:
            places[name] = at[0]
    return places


def _collect(
    intake: Intake, rows: Sequence[tuple[int, Sequence[str]]], places: dict[str, int]
) -> None:
    by_code: dict[str, Application] = {}
    for number, cells in rows:
        texts = {
            name: _straight(cells[at]) if at < len(cells) else ""
            for name, at in places.items()
        }
        place = Place(row=number, columns=COLUMNS)
        found = list(_in_row(texts, place))
        intake.findings += found
        if found:
            intake.spoilt.add(texts["merchant_code"])
        else:
            intake.findings += _joined(by_code, _application(texts, place))
    intake.applications = list(by_code.values())


def _in_row(texts: Mapping[str, str], place: Place) -> Iterator[Finding]:
    for name in _TEXTS:
        yield from in_one_field(name, texts[name], place)
    if not texts["role"]:
        yield place.finding("role", FindingKind.EMPTY)
    elif texts["role"] not in _ROLES:
        yield place.finding("role", FindingKind.ROLE_UNKNOWN, texts["role"])
    if not texts["applied_on"]:
        yield place.finding("applied_on", FindingKind.EMPTY)
    elif _day(texts["applied_on"]) is None:
        kind = FindingKind.DAY_MALFORMED
        yield place.finding("applied_on", kind, texts["applied_on"])


def _joined(
    by_code: dict[str, Application], application: Application
) -> Iterator[Finding]:
    first = by_code.setdefault(application.merchant_code, application)
    if first is application:
        return
    first.people += application.people
    if first.shop != application.shop:
        code, kind = application.merchant_code, FindingKind.CODE_DIFFERS
        yield application.place.finding("merchant_code", kind, code)


def _application(texts: Mapping[str, str], place: Place) -> Application:
    applied_on = _day(texts["applied_on"])
    assert applied_on is not None, "the row was looked at before"
    person = Applicant(
        role=_ROLES[texts["role"]],
        name=texts["name"],
        login_id=texts["login_id"],
        email=texts["email"],
    )
    return Application(
        merchant_code=MerchantCode(texts["merchant_code"]),
        merchant_name=texts["merchant_name"],
        company_code=CompanyCode(texts["company_code"]),
        company_name=texts["company_name"],
        applied_on=applied_on,
        place=place,
        people=[Named(person=person, place=place)],
    )


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    try:
        return date(*(int(each) for each in found.groups()))
    except ValueError:
        return None


def _straight(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
