"""How days, moments and amounts are written for people: in the town's time and words.

The gateway's own clock decides nothing; it only proposes days in forms.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from babel.dates import format_date, format_datetime
from markupsafe import Markup, escape

from machiken.money import ZERO, Yen
from machiken.town_time import TOWN_TIME
from services.gateway import languages
from services.gateway.languages import Language

JAPANESE: Final = Language.JAPANESE
_WEEKDAYS: Final = "月火水木金土日"


def today() -> date:
    """Return the calendar day in town."""
    return datetime.now(TOWN_TIME).date()


def day(value: date, language: Language = JAPANESE) -> str:
    """Return a day as people write it: 6月24日（水）, Wed 24 Jun."""
    if language is Language.ENGLISH:
        return format_date(value, "EEE d MMM", locale="en")
    return f"{value.month}月{value.day}日（{_WEEKDAYS[value.weekday()]}）"


def near_day(value: date, language: Language = JAPANESE) -> str:
    """Return a day as `day`, with its year where that is not the present one."""
    write = day if value.year == today().year else full_day
    return write(value, language)


def full_day(value: date, language: Language = JAPANESE) -> str:
    """Return a day with its year: 2026年6月24日（水）, Wed 24 Jun 2026."""
    if language is Language.ENGLISH:
        return format_date(value, "EEE d MMM y", locale="en")
    return f"{value.year}年{day(value)}"


def moment(at: datetime, language: Language = JAPANESE) -> str:
    """Return a moment in town time, no year: 6月24日 14:03, 24 Jun 14:03."""
    here = at.astimezone(TOWN_TIME)
    if language is Language.ENGLISH:
        return format_datetime(here, "d MMM HH:mm", locale="en")
    return f"{here.month}月{here.day}日 {here:%H:%M}"


def full_moment(at: datetime, language: Language = JAPANESE) -> str:
    """Return a moment as on a receipt: 2026年6月24日 14:03:22, 24 Jun 2026 14:03:22."""
    here = at.astimezone(TOWN_TIME)
    if language is Language.ENGLISH:
        return format_datetime(here, "d MMM y HH:mm:ss", locale="en")
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M:%S}"


def town_day(at: datetime, language: Language = JAPANESE) -> str:
    """Return the day of a moment in town, with its year."""
    return full_day(at.astimezone(TOWN_TIME).date(), language)


def yen(amount: Yen, language: Language = JAPANESE) -> str:
    """Return an amount with its unit: 1,000円, ¥1,000."""
    if language is Language.JAPANESE:
        return str(amount)
    sign = "−" if amount < ZERO else ""
    return f"{sign}¥{abs(amount.amount):,}"


def last_day(refundable_before: datetime) -> date:
    """Return the last day before a moment that itself no longer counts."""
    return (refundable_before - timedelta(microseconds=1)).astimezone(TOWN_TIME).date()


def number(amount: Yen) -> str:
    """Return an amount without its unit: 12,500."""
    return f"{amount.amount:,}"


def grouped(code: str) -> str:
    """Return a long number in groups of which the eye keeps its place."""
    if len(code) != _PAYMENT_NO_CHARS:
        return code
    return " ".join((code[:9], code[9:12], code[12:20], code[20:]))


def size(size_bytes: int) -> str:
    """Return a file's size in the unit that people expect."""
    if size_bytes < _KILOBYTE:
        return f"{size_bytes:,}バイト"
    if size_bytes < _KILOBYTE * _KILOBYTE:
        return f"{size_bytes / _KILOBYTE:,.1f}KB"
    return f"{size_bytes / _KILOBYTE / _KILOBYTE:,.1f}MB"


def dialled(line: str) -> Markup:
    """Return a line in which phone numbers are tapped to call, and never broken."""
    link = r'<a class="nowrap" href="tel:\g<0>">\g<0></a>'
    return Markup(_PHONE_NUMBER.sub(link, str(escape(line))))  # noqa: S704 - escaped first


def for_viewer(shown: Any) -> Any:
    """Return what a page shows; an amount of yen becomes as its viewer writes it."""
    return yen(shown, languages.of_viewer()) if isinstance(shown, Yen) else shown


def _viewers(write: Callable[[Any, Language], str]) -> Callable[[Any], str]:
    return lambda value: write(value, languages.of_viewer())


FILTERS: Final[dict[str, Callable[[Any], object]]] = {
    "day": _viewers(near_day),
    "full_day": _viewers(full_day),
    "moment": _viewers(moment),
    "full_moment": _viewers(full_moment),
    "town_day": _viewers(town_day),
    "yen": _viewers(yen),
    "last_day": last_day,
    "number": number,
    "grouped": grouped,
    "size": size,
    "dialled": dialled,
}

_PAYMENT_NO_CHARS: Final = 34
_PHONE_NUMBER: Final = re.compile(r"(?<!\d)0\d{1,4}-\d{1,4}-\d{3,4}(?!\d)")
_KILOBYTE: Final = 1024
