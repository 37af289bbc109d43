"""A company with two shops whose last half-month is closed, in a campaign of its own.

Only redemption's clock is moved back meanwhile: there the half-month is lived, and ends
when the clock comes back.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import uuid4

from deploy.demo.town import half_month_before
from deploy.local.supervision import wait_until
from machiken.contracts.actor import Role
from machiken.contracts.redemption import CampaignRules, RedeemVouchers
from machiken.contracts.redemption import verbs as redemption
from machiken.contracts.settlement import ClosingsQuery
from machiken.contracts.settlement import verbs as settlement
from machiken.contracts.verification import MoveClock
from machiken.ids import CheckoutId, IssuerCode
from machiken.town_time import TOWN_TIME
from tests.access.callers import Callers, acting, representative
from tests.journeys.people import Merchant
from tests.journeys.town import Town

ISSUER: Final = IssuerCode("KNMBOOK01")
CLOSED_WITHIN_S: Final = 60.0
BOOKS: Final = Merchant(
    code="b01",
    name="髙﨑書店①𠮷",
    company_code="B001",
    company_name="髙﨑書店",
    representative="髙﨑 友",
    login_id="b01tomo",
)
BRANCH: Final = replace(
    BOOKS,
    code="b02",
    name="髙﨑書店 駅前店",
    login_id="b02eki",
    representative="﨑山 駅",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What the company has: a closed half-month, and payments of today."""

    town: Town
    last_on: date
    password: str


def settled(town: Town) -> Settled:
    """Have payments made in the half-month before, let it close, and make two more."""
    callers = Callers(town)
    with in_half_month_before(town) as last_on:
        rules = replace(
            rules_from(town, last_on),
            issuer_code=ISSUER,
            name="まちの木ブックフェア商品券",
            voucher_prefix="KB",
            switches={"portal_refunds": True},
        )
        town.apply(rules)
        password = town.register(ISSUER, BOOKS)
        town.register(ISSUER, BRANCH)
        codes = list(town.office.issue(ISSUER, 9).codes.values())
        pay = payer(town, callers, ISSUER)
        pay(BOOKS, codes[0:2])
        pay(BOOKS, codes[2:3])
        pay(BRANCH, codes[3:6])
    wait_until(lambda: _is_closed(town, last_on), CLOSED_WITHIN_S, "the closing")
    pay(BOOKS, codes[6:8])
    pay(BRANCH, codes[8:9])
    callers.close()
    return Settled(town=town, last_on=last_on, password=password)


@contextmanager
def in_half_month_before(town: Town) -> Iterator[date]:
    """Let redemption live in the half-month before; yield that one's last day."""
    last_on = half_month_before(town.today)
    in_it = datetime.combine(last_on, time(10), TOWN_TIME)
    _move(town, in_it - datetime.now(UTC))
    try:
        yield last_on
    finally:
        _move(town, timedelta())


def rules_from(town: Town, last_on: date) -> CampaignRules:
    """Return this year's rules for a campaign that begins in that day's month."""
    first_on = last_on.replace(day=1)
    return replace(town.rules, use_first_on=first_on, redeem_first_on=first_on)


def payer(
    town: Town, callers: Callers, issuer: IssuerCode
) -> Callable[[Merchant, list[str]], None]:
    """Return what redeems vouchers at a shop's till."""

    def pay(merchant: Merchant, codes: list[str]) -> None:
        till = acting(representative(town, issuer, merchant), Role.REPRESENTATIVE)
        wanted = RedeemVouchers(
            checkout_id=CheckoutId(uuid4()), voucher_codes=tuple(codes)
        )
        callers.call(redemption.REDEEM_VOUCHERS, wanted, till)

    return pay


def _move(town: Town, shift: timedelta) -> None:
    town.office.call(redemption.MOVE_CLOCK, MoveClock(shift=shift))


def _is_closed(town: Town, last_on: date) -> bool:
    query = ClosingsQuery(issuer_code=ISSUER)
    listed = town.office.call(settlement.CLOSINGS, query).closings
    return any(each.last_on == last_on and each.closed_at for each in listed)
