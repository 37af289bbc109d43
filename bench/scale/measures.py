"""What is measured on the grounds; each function returns seconds or a ratio."""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from bench.scale.ground import ISSUER, Ground
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    FindPayments,
    RedeemVouchers,
    SalesQuery,
    Signs,
    SignsQuery,
)
from machiken.ids import CheckoutId
from services.redemption.usecases.inquire import find_payments, sales_of
from services.redemption.usecases.redeem_vouchers import redeem_vouchers
from services.redemption.usecases.seal_period import seal_period
from services.redemption.usecases.show_signs import show_signs

Baskets = Iterator[Sequence[str]]


class Shop:
    """A till on a ground."""

    def __init__(self, ground: Ground, actor: Actor, codes: list[str]) -> None:
        """Stand there with vouchers to redeem."""
        self.ground = ground
        self.actor = actor
        self._codes = codes

    def redeem(self, size: int) -> float:
        """Redeem a basket of this size and return how long it took, in seconds."""
        some, self._codes = self._codes[:size], self._codes[size:]
        assert len(some) == size, "there are enough vouchers"
        request = RedeemVouchers(
            checkout_id=CheckoutId(uuid4()), voucher_codes=tuple(some)
        )
        began = time.perf_counter()
        with self.ground.db.begin() as tx:
            redeem_vouchers(tx, request, self.actor, key=self.ground.keys.code)
        return time.perf_counter() - began

    def sales(self, first_on: date, last_on: date) -> int:
        """Return how many payments the sales inquiry counts."""
        query = SalesQuery(first_on=first_on, last_on=last_on)
        with self.ground.db.begin() as tx:
            return sales_of(tx, query, self.actor).total.payments

    def find(self, **conditions: Any) -> int:
        """Return how many payments a search shows."""
        with self.ground.db.begin() as tx:
            found = find_payments(tx, FindPayments(**conditions), self.actor)
        return len(found.receipts)


def signs(ground: Ground, on: date) -> Signs:
    """Return the day's signs of fraud, of all kinds and merchants."""
    with ground.db.begin() as tx:
        return show_signs(tx, SignsQuery(issuer_code=ISSUER, on=on))


def median_s(work: Callable[[], object], turns: int = 20) -> float:
    """Return the median time of the work."""
    return statistics.median(timed_s(work) for _ in range(turns))


def timed_s(work: Callable[[], object]) -> float:
    """Return how long the work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def seal(ground: Ground) -> None:
    """Seal the oldest half-month that is over."""
    with ground.db.begin() as tx:
        sealed = seal_period(tx)
    assert sealed == 1, "there was one to seal"
