"""What is bought on which days: drawn by the seed, the same again for the same seed."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from deploy.rehearsal.stage import Stage
from deploy.rehearsal.till import Till
from deploy.rehearsal.totals import Totals
from machiken.contracts.redemption import PeriodView
from machiken.money import Yen

VOUCHERS_MAX: Final = 3
"""Vouchers in one payment; a clerk in training sees each being read."""

EARLY_DAYS: Final = 7


@dataclass(slots=True)
class Market:
    """Vouchers in the townspeople's hands, and the chances of a day."""

    stage: Stage
    tills: list[Till]
    codes: list[str]
    totals: Totals
    chance: random.Random

    def early(self, period: PeriodView) -> None:
        """Play one of the half-month's first days: before anything is paid in it."""
        later = timedelta(days=self.chance.randrange(EARLY_DAYS))
        self._day(period.first_on + later, 14)

    def late(self, period: PeriodView) -> None:
        """Play the half-month's last day, up to shortly before it ends."""
        self._day(period.last_on, 23, 30)

    def _day(self, day: date, hour: int, minute: int = 0) -> None:
        self.stage.go_to(day, hour, minute)
        till = self.chance.choice(self.tills)
        till.come_in()
        payments = self.chance.randint(1, 3)
        paid = 0
        for number in range(payments):
            # The first stays, so that every half-month has something to pay.
            back = number > 0 and self.chance.random() < 1 / 3
            paid += self._sell(till, back=back)
        self.stage.tell("day", day=day, shop=till.merchant.name, yen=Yen(paid))

    def _sell(self, till: Till, *, back: bool) -> int:
        count = self.chance.randint(1, VOUCHERS_MAX)
        taken, self.codes[:] = self.codes[:count], self.codes[count:]
        till.redeem(taken, back=back)
        amount, totals = Yen(count * 1000), self.totals
        totals.payments += 1
        totals.paid += amount
        if back:
            totals.refunds += 1
            totals.refunded += amount
            self.codes.extend(taken)
        return 0 if back else amount.amount
