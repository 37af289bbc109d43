"""What the bank told of a payout, as CSV: all of it is understood, or nothing is.

payout_no,transfer_no,yen,result,reason,fee
7,101,48000,paid,,0
7,102,12000,returned,口座名義相違,880
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Final

from machiken.contracts.settlement import (
    Outcome,
    ResultsTwice,
    ResultsUnreadable,
)
from machiken.money import Yen

LINES_MAX: Final = 20_000
REASON_MAX: Final = 100
_COLUMNS: Final = 6
_WORDS: Final = {
    "paid": Outcome.PAID,
    "入金": Outcome.PAID,
    "returned": Outcome.RETURNED,
    "返却": Outcome.RETURNED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one transfer."""

    line: int
    payout_no: int
    transfer_no: int
    amount: Yen
    outcome: Outcome
    reason: str
    fee: Yen


def read(content: str) -> list[Result]:
    """Return the results, one for each transfer; a first line of names is passed over.

    Raises `ResultsUnreadable` or `ResultsTwice` with the number of the line.
    """
    rows = list(csv.reader(StringIO(content.removeprefix("\ufeff")), strict=False))
    if len(rows) > LINES_MAX:
        raise ResultsUnreadable(line=str(LINES_MAX + 1))
    results = list(_results(rows))
    if not results:
        raise ResultsUnreadable(line="1")
    _refuse_twice(results)
    return results


def _refuse_twice(results: list[Result]) -> None:
    """Refuse to choose between two lines: money is paid or returned, not both."""
    told: set[int] = set()
    for result in results:
        if result.transfer_no in told:
            raise ResultsTwice(line=str(result.line))
        told.add(result.transfer_no)


def _results(rows: list[list[str]]) -> Iterator[Result]:
    for line, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (line == 1 and not cells[0].isdecimal()):
            continue
        yield _result(line, cells)


def _result(line: int, cells: list[str]) -> Result:
    filled = [*cells, *[""] * (_COLUMNS - len(cells))]
    payout_no, transfer_no, yen, word, reason, fee = filled[:_COLUMNS]
    numbers = (payout_no, transfer_no, yen, fee or "0")
    outcome = _WORDS.get(word)
    readable = all(each.isdecimal() and len(each) <= 12 for each in numbers)  # noqa: PLR2004 - more than any amount
    if not readable or outcome is None or len(filled) > _COLUMNS:
        raise ResultsUnreadable(line=str(line))
    if len(reason) > REASON_MAX or (outcome is Outcome.RETURNED and not reason):
        raise ResultsUnreadable(line=str(line))
    return Result(
        line=line,
        payout_no=int(payout_no),
        transfer_no=int(transfer_no),
        amount=Yen(int(yen)),
        outcome=outcome,
        reason=reason,
        fee=Yen(int(fee or "0")),
    )
