"""The books of redemption, read to see whether anything has changed."""

from typing import Any, Final

from tests.journeys.town import Town

_EVERYTHING: Final = """
select (select count(*) from redemption), (select count(*) from redemption_line),
       (select count(*) from refund), (select sum(balance_yen) from voucher),
       (select count(*) from voucher where used_at is not null),
       (select count(*) from outbox), (select sum(last_number) from payment_counter)
"""


class Books:
    """Looks into redemption's database, as its owner."""

    def __init__(self, town: Town) -> None:
        """Know the town."""
        self._town = town

    def everything(self) -> tuple[Any, ...]:
        """Return counts and sums of all that money hangs on."""
        [row] = self._town.rows("redemption", _EVERYTHING)
        return tuple(row)

    def payments(self) -> int:
        """Return how many payments there are."""
        return self._town.count("redemption", "redemption")
