"""The records of four services read as one: nothing left out, nothing twice."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.audit import ActLine, Acts, ActsQuery
from machiken.contracts.auth import AuditPage, AuditQuery, MerchantRef
from machiken.contracts.verbs import Verb
from machiken.ids import IssuerCode, MerchantCode
from services.gateway.audit_words import COLUMNS, about, cells, detail
from services.gateway.audits import HAPPENINGS, Area, Line, Wanted, find
from services.gateway.languages import Language
from services.gateway.office.audit import OBJECTS
from tests.gateway.wording import unworded

NOON: Final = datetime(2026, 6, 24, 3, tzinfo=UTC)
SHOP: Final = MerchantRef(
    issuer_code=IssuerCode("KNM202601"), merchant_code=MerchantCode("t01")
)


class Records:
    """Services that answer from rows, each the minute in which it happened."""

    def __init__(self, rows: dict[str, list[int]]) -> None:
        """Take, for each service, the minutes of its rows."""
        self.rows = rows
        self.asked: list[str] = []

    def __call__(self, verb: Verb[Any, Any], request: Any) -> Any:
        """Answer, and remember who was asked."""
        self.asked.append(verb.service)
        if isinstance(request, AuditQuery):
            return AuditPage(lines=(), next_before=None)
        assert isinstance(request, ActsQuery)
        lines = list(self._lines(verb.service, request.before))
        return Acts(lines=tuple(lines[: request.lines_max]), next_before=None)

    def _lines(self, service: str, before: int | None) -> Iterator[ActLine]:
        for row, minute in reversed(list(enumerate(self.rows[service], start=1))):
            if before is None or row < before:
                yield ActLine(
                    audit_id=row,
                    at=NOON + timedelta(minutes=minute),
                    happening="",
                    actor_role=Role.OPERATOR,
                    actor="root",
                    object="",
                    facts={},
                    request_id="",
                )


@pytest.mark.parametrize("lines", range(1, 12))
@pytest.mark.parametrize(
    "rows",
    [
        {"redemption": [1, 4, 7, 10], "settlement": [2, 5, 8], "notify": [3, 6, 9]},
        {"redemption": [1, 2, 3, 4], "settlement": [], "notify": [5, 6]},
        {"redemption": [1, 1, 1], "settlement": [1, 1], "notify": [1, 1, 1, 1]},
        {"redemption": [], "settlement": [], "notify": []},
    ],
)
def test_pages_hold_each_row_once_and_the_newest_first(
    rows: dict[str, list[int]], lines: int
) -> None:
    services, wanted = Records(rows), Wanted(lines=lines)
    found = find(services, wanted)
    seen = list(found.lines)
    while found.marks:
        assert len(found.lines) == lines
        found = find(services, replace(wanted, marks=found.marks))
        seen += found.lines

    assert len({(each.area, each.audit_id) for each in seen}) == len(seen)
    assert len(seen) == sum(map(len, rows.values()))
    assert [each.at for each in seen] == sorted((e.at for e in seen), reverse=True)


@pytest.mark.parametrize(
    ("conditions", "able"),
    [
        ({}, {"auth", "redemption", "settlement", "notify"}),
        ({"area": Area.NOTIFY}, {"notify"}),
        ({"happening": "merchant_held"}, {"settlement"}),
        ({"happening": "sign_in_failed"}, {"auth"}),
        ({"login_id": "hanako"}, {"auth"}),
        ({"merchant": SHOP}, {"auth", "settlement"}),
        ({"object_kind": "voucher"}, {"redemption", "settlement", "notify"}),
        ({"area": Area.NOTIFY, "login_id": "hanako"}, set()),
    ],
)
def test_a_service_that_can_not_tell_is_not_asked(
    conditions: dict[str, Any], able: set[str]
) -> None:
    services = Records({"redemption": [1], "settlement": [1], "notify": [1]})

    find(services, Wanted(**conditions))

    assert set(services.asked) == able


def test_every_happening_object_and_area_has_its_word() -> None:
    happenings = [each for names in HAPPENINGS.values() for each in names]
    named = [
        *(f"happening.{each}" for each in happenings),
        *(f"object.{each}" for each in OBJECTS),
        *(f"area.{each}" for each in Area),
    ]

    assert len(set(happenings)) == len(happenings), "a name stands for one thing"
    assert unworded(named) == []


def test_a_row_says_what_was_decided() -> None:
    facts = {"approved": True, "amount_yen": -1000, "reason": "二重決済"}
    line = _line(about="adjustment KNM202601/t01", facts=facts)

    assert about(line) == "調整 KNM202601/t01"
    assert detail(line) == "承認: はい、金額: -1,000円、理由: 二重決済"
    assert about(replace(line, about="letters *")) == "メール（まとめて）"
    assert detail(line, Language.ENGLISH).startswith("approved: yes, amount: ")


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@a", "＝1", "\t=1"])
def test_no_cell_of_the_file_is_run_as_a_formula(typed: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerow(cells(_line(actor=typed, about=f"{typed} {typed}")))

    [read] = csv.reader(io.StringIO(text.getvalue(), newline=""))
    assert len(read) == len(COLUMNS)
    assert f"'{typed}" in read
    assert [cell for cell in read if cell.startswith(tuple("=+-@＝\t"))] == []


def _line(**changes: Any) -> Line:
    whole: dict[str, Any] = {
        "area": Area.SETTLEMENT,
        "audit_id": 1,
        "at": NOON,
        "happening": "adjustment_decided",
        "actor_role": Role.OFFICE_APPROVER,
        "actor": "boss01",
    }
    return Line(**(whole | changes))
