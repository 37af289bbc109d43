"""National holidays beyond the years that the program itself knows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day on which banks rest, with its name."""

    on: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyHolidays:
    """Know whole years of holidays, as the Cabinet Office has published them.

    A year that is named here takes the place of what was known of it.
    """

    holidays: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidaysQuery:
    """Ask until when holidays are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidaysView:
    """Until when holidays are known, and which years the operator has added."""

    known_until: date
    added_years: tuple[int, ...]
