from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from machiken.contracts.redemption import DayCount
from machiken.money import Yen
from services.gateway.office.chart import BASE, DAYS, WIDTH, chart

TODAY = date(2026, 7, 31)
AMOUNTS = st.integers(0, 10**12)


def day(on: date, paid: int, back: int) -> DayCount:
    return DayCount(on=on, payments=1, paid=Yen(paid), refunds=1, refunded=Yen(back))


@given(amounts=st.lists(st.tuples(AMOUNTS, AMOUNTS), max_size=DAYS))
def test_every_bar_stays_on_the_picture(amounts: list[tuple[int, int]]) -> None:
    days = [
        day(date(2026, 7, place), *each) for place, each in enumerate(amounts, start=1)
    ]

    drawn = chart(days, TODAY)

    assert len(drawn.bars) == DAYS
    for bar in drawn.bars:
        assert 0 <= bar.x <= WIDTH - 16
        assert 0 <= bar.paid_height <= BASE - 20
        assert 0 <= bar.back_height <= BASE - 20
        assert bar.paid_y + bar.paid_height == BASE


def test_the_highest_bar_fills_the_picture_and_none_hides_a_yen() -> None:
    drawn = chart([day(TODAY, 1_000_000, 0), day(date(2026, 7, 1), 1, 0)], TODAY)

    assert drawn.bars[-1].paid_height == BASE - 20
    assert drawn.bars[0].paid_height == 1
    assert drawn.top_yen == 1_000_000
