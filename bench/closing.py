"""Closing a half-month while the shops go on: how long it takes, and who waits."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid4

from deploy.local.stack import Stack
from machiken import migrate
from machiken.contracts.redemption import RedemptionCompleted
from machiken.database import Transactions, connect
from machiken.ids import CheckoutId, EventId, MerchantId
from services.settlement.usecases.book_redemption import book_redemption
from services.settlement.usecases.close_period import close_next
from tests.conftest import emptied, owner_url
from tests.redemption.till import Till
from tests.redemption.town import A_NOON, Town
from tests.settlement.town import PERIOD, payment

VOUCHERS: Final = 3_000
BEFORE_S: Final = 5.0
PAUSE_S: Final = 0.02

Act = Callable[[int], object]


@contextmanager
def tills(stack: Stack) -> Iterator[Act]:
    """Return what redeems one voucher in redemption's own database, on this server."""
    url = owner_url(stack, "redemption")
    migrate.upgrade("redemption", url)
    emptied(url, "redemption")
    db = connect(stack.environment("redemption-service")["DATABASE_URL"], pool_size=4)
    town = Town(db=db)
    town.set_clock(A_NOON)
    town.apply()
    codes = town.sold(VOUCHERS)
    till = Till(town=town, actor=town.staff("t01"))
    yield lambda number: till.pay(codes[number])
    db.kw["bind"].dispose()


def closing(db: Transactions, redeem: Act) -> None:
    """Close, with payments written and vouchers redeemed; print who waited how long."""

    def book(_number: int) -> None:
        with db.begin() as tx:
            book_redemption(tx, _paid(), EventId(uuid4()))

    over = threading.Event()
    doing = [
        Doing("redeemed", redeem, over),
        Doing("written into the books", book, over),
    ]
    for each in doing:
        each.start()
    over.wait(BEFORE_S)
    began = time.monotonic()
    count = close_next(db)
    ended = time.monotonic()
    over.set()
    print(f"closed {count} half-month in {ended - began:.2f} s")
    for each in doing:
        each.join()
        each.tell(began, ended)
    began = time.monotonic()
    again = close_next(db)
    print(f"a second run closed {again} in {time.monotonic() - began:.2f} s")


class Doing(threading.Thread):
    """Somebody who does the same again and again, and how long each time took."""

    def __init__(self, name: str, act: Act, over: threading.Event) -> None:
        """Know what to do, and when to stop."""
        super().__init__()
        self._what = name
        self._act = act
        self._over = over
        self._took: list[tuple[float, float]] = []

    def run(self) -> None:
        """Do it until it is over."""
        number = 0
        while not self._over.is_set():
            began = time.monotonic()
            self._act(number)
            self._took.append((began, time.monotonic() - began))
            number += 1
            self._over.wait(PAUSE_S)

    def tell(self, began: float, ended: float) -> None:
        """Print how long it took before, and between `began` and `ended`."""
        before = [took for at, took in self._took if at < began]
        while_closing = [took for at, took in self._took if began <= at < ended]
        for when, waits in (("before", before), ("meanwhile", while_closing)):
            middle, slowest = sorted(waits)[len(waits) // 2], max(waits)
            print(
                f"{len(waits)} payments {self._what} {when}:"
                f" half of them in {middle * 1000:.0f} ms, all in {slowest:.2f} s"
            )


def _paid() -> RedemptionCompleted:
    paid = payment(1)
    return replace(
        paid,
        checkout_id=CheckoutId(uuid4()),
        merchant_id=MerchantId(UUID(int=1)),
        redeemed_at=datetime(2026, 7, 1, 3, 0, tzinfo=UTC),
        period_last_on=PERIOD.replace(month=7, day=15),
    )
