"""Sales by day as bars, drawn by the server: no script and no style of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from machiken.contracts.settlement import DaySales
from machiken.money import ZERO, Yen

HEIGHT: Final = 120
BAR: Final = 18
GAP: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One day: where its bar stands, how high it is, and what it says."""

    on: date
    net: Yen
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """All days of the chart; sizes in its own units."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    highest: Yen


def bars(days: Iterable[DaySales], first_on: date, last_on: date) -> Bars:
    """Return a bar for each day; a day below 0円 has none."""
    known = {each.on: each.net for each in days}
    count = (last_on - first_on).days + 1
    every = [first_on + timedelta(days=day) for day in range(count)]
    highest = max([ZERO, *(known.get(day, ZERO) for day in every)])
    drawn = []
    for place, day in enumerate(every):
        net = known.get(day, ZERO)
        height = _height(net, highest)
        drawn.append(
            Bar(
                on=day,
                net=net,
                x=place * (BAR + GAP),
                y=HEIGHT - height,
                height=height,
            )
        )
    width = count * (BAR + GAP)
    return Bars(bars=tuple(drawn), width=width, height=HEIGHT, highest=highest)


def _height(net: Yen, highest: Yen) -> int:
    if net <= ZERO:
        return 0
    return max(round(HEIGHT * net.amount / highest.amount), 1)
