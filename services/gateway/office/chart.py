"""A bar for each day, reckoned into places on an SVG: the server draws, CSS colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from machiken.contracts.redemption import DayCount

DAYS: Final = 31
WIDTH: Final = 744
HEIGHT: Final = 180
BASE: Final = 150
STEP: Final = WIDTH // DAYS
BAR: Final = STEP - 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One day: where its bars stand, and what a pointer is told."""

    x: int
    paid_y: int
    paid_height: int
    back_height: int
    label: str
    """Under the bar; empty where it would crowd its neighbours."""
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The bars of the last days, and the amount that the highest one stands for."""

    bars: Sequence[Bar]
    top_yen: int


def chart(days: Sequence[DayCount], today: date) -> Chart:
    """Return the bars of the 31 days up to `today`."""
    by_day = {each.on: each for each in days}
    top = max((each.paid.amount for each in days), default=0)
    top = max(top, max((each.refunded.amount for each in days), default=0), 1)
    first = today - timedelta(days=DAYS - 1)
    bars = [
        _bar(place, first + timedelta(days=place), by_day, top) for place in range(DAYS)
    ]
    return Chart(bars=bars, top_yen=top)


def _bar(place: int, on: date, by_day: dict[date, DayCount], top: int) -> Bar:
    day = by_day.get(on)
    paid = day.paid.amount if day else 0
    back = day.refunded.amount if day else 0
    height = -(-paid * (BASE - 20) // top)
    crowded = on.day != 1 and on.day % 5 != 0
    title = f"{on.month}月{on.day}日　決済 {paid:,}円"
    return Bar(
        x=place * STEP + 4,
        paid_y=BASE - height,
        paid_height=height,
        back_height=-(-back * (BASE - 20) // top),
        label="" if crowded else f"{on.month}/{on.day}",
        title=title + (f"、返金 {back:,}円" if back else ""),
    )
