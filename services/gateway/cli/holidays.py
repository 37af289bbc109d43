"""`machiken holidays`: until when pay days are known, and knowing more years."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from machiken.contracts.redemption import (
    ApplyHolidays,
    Holiday,
    HolidaysQuery,
    HolidaysView,
    verbs,
)
from machiken.town_time import TOWN_TIME
from services.gateway.cli.answering import Commands, as_json, show
from services.gateway.cli.files import typed_in
from services.gateway.cli.operator import operator


@click.group(cls=Commands)
def holidays() -> None:
    """Look after the bank holidays that pay days depend on."""


@holidays.command("show")
@as_json
def show_holidays(*, as_json: bool) -> None:
    """Show until when holidays are known."""
    view = operator().call(verbs.HOLIDAYS, HolidaysQuery())
    show(view, [_line(view)], to_machine=as_json)


@holidays.command("apply")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from-year", type=int, help="Leave earlier years out; this year.")
@as_json
def apply_holidays(file: Path, from_year: int | None, *, as_json: bool) -> None:
    """Know the holidays of FILE: the Cabinet Office's CSV, or day and name a line."""
    first = from_year or datetime.now(TOWN_TIME).year
    told = [each for each in holidays_in(file) if each.on.year >= first]
    view = operator().call(verbs.APPLY_HOLIDAYS, ApplyHolidays(holidays=tuple(told)))
    show(view, [_line(view)], to_machine=as_json)


def holidays_in(file: Path) -> Iterator[Holiday]:
    """Yield the file's holidays; a heading is passed over. Raises `BadParameter`."""
    for number, cells in enumerate(csv.reader(typed_in(file).splitlines()), start=1):
        if not cells or (number == 1 and not cells[0][:1].isdecimal()):
            continue
        try:
            year, month, day = map(int, cells[0].replace("/", "-").split("-"))
            yield Holiday(on=date(year, month, day), name=cells[1].strip())
        except (ValueError, IndexError) as error:
            raise click.BadParameter(f"{file}: line {number}: {error}") from error


def _line(view: HolidaysView) -> str:
    added = ", ".join(map(str, view.added_years)) or "none"
    return f"known until {view.known_until}  (years added: {added})"
