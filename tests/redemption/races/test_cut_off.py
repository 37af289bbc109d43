"""Midnight in town: every payment belongs to exactly one half-month."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, create_engine, pool, text
from sqlalchemy.exc import OperationalError

from deploy.local.stack import Stack
from deploy.local.supervision import wait_until
from machiken.contracts.redemption import Receipt, RedeemVouchers
from machiken.faults import TryAgain
from machiken.town_time import moment_after
from services.redemption.domain.campaign import periods
from services.redemption.usecases.redeem_vouchers import redeem_vouchers
from services.redemption.usecases.seal_period import seal_period
from tests.conftest import owner_url
from tests.redemption.races.at_once import at_once, patiently, refusals
from tests.redemption.races.books import live_yen
from tests.redemption.races.track import side
from tests.redemption.till import Till, new_id
from tests.redemption.town import RULES, Town

MIDNIGHT = moment_after(date(2026, 7, 15))
CUT_OFFS = [each.last_on for each in periods(RULES)]
TILLS = 8
LEADS_MS = (0, 5, 10, 20, 30, 45, 60, 90, 400)
"""So long before midnight the tills begin: some before it for sure, some after."""


@pytest.fixture
def owner(stack: Stack) -> Iterator[Engine]:
    """Return redemption's database as its owner."""
    engine = create_engine(owner_url(stack, "redemption"), poolclass=pool.NullPool)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("cut_off", CUT_OFFS, ids=str)
def test_payments_around_a_cut_off_fall_on_its_one_side(
    town: Town, cut_off: date
) -> None:
    midnight = moment_after(cut_off)
    tills = _tills(town)
    answers: list[Receipt | str] = []
    for lead_ms in LEADS_MS:
        codes = town.sold(TILLS)
        town.set_clock(midnight - timedelta(milliseconds=lead_ms))
        answers += at_once(
            [partial(till.pay, code) for till, code in zip(tills, codes, strict=True)]
        )

    receipts = [each for each in answers if isinstance(each, Receipt)]
    sides = {side(each, midnight) for each in receipts}
    over = cut_off == RULES.redeem_last_on
    assert sides == ({"before"} if over else {"before", "after"})
    assert set(refusals(answers)) == ({"redemption.too_late"} if over else set())
    assert live_yen(town) == 1_000 * len(receipts)


@pytest.mark.parametrize("cut_off", CUT_OFFS, ids=str)
def test_refunds_around_a_cut_off_are_given_before_it_only(
    town: Town, cut_off: date
) -> None:
    midnight = moment_after(cut_off)
    tills = _tills(town)
    answers: list[Receipt | str] = []
    for lead_ms in LEADS_MS:
        town.set_clock(midnight - timedelta(hours=1))
        paid = [
            till.pay(code) for till, code in zip(tills, town.sold(TILLS), strict=True)
        ]
        town.set_clock(midnight - timedelta(milliseconds=lead_ms))
        answers += at_once(
            [partial(till.refund, each) for till, each in zip(tills, paid, strict=True)]
        )

    refunds = [each.refund for each in answers if isinstance(each, Receipt)]
    assert refunds
    assert all(refund and refund.refunded_at < midnight for refund in refunds)
    assert set(refusals(answers)) == {"redemption.refund_too_late"}
    assert live_yen(town) == 1_000 * len(refusals(answers))


def test_a_payment_that_waits_for_its_paper_over_midnight_belongs_to_the_next_day(
    bakery: Till, owner: Engine
) -> None:
    (code,) = bakery.town.sold(1)
    paying = _over_midnight(bakery, owner, code, "select from voucher for update")

    assert paying.result().refundable_before == moment_after(date(2026, 7, 31))
    assert live_yen(bakery.town) == 1_000


def test_a_payment_that_waits_for_its_number_over_midnight_begins_anew(
    bakery: Till, owner: Engine
) -> None:
    one, other = bakery.town.sold(2)
    bakery.town.set_clock(MIDNIGHT - timedelta(minutes=2))
    bakery.pay(one)
    paying = _over_midnight(
        bakery, owner, other, "select from payment_counter for update"
    )
    with pytest.raises(TryAgain):
        paying.result()
    receipt = patiently(partial(bakery.pay, other))

    assert receipt.payment_no.endswith("2026071600000000000001")
    assert receipt.refundable_before == moment_after(date(2026, 7, 31))
    assert live_yen(bakery.town) == 2_000


def test_a_half_month_is_not_sealed_under_a_payment_on_its_way(bakery: Till) -> None:
    town = bakery.town
    (code,) = town.sold(1)
    town.work("seal")  # June
    request = RedeemVouchers(checkout_id=new_id(), voucher_codes=(code,))
    with town.db.begin() as tx:
        redeem_vouchers(tx, request, bakery.actor, key=town.key)
        town.set_clock(MIDNIGHT)
        with pytest.raises(OperationalError):
            _seal_impatiently(town)

    assert town.work("seal") == 1
    assert town.told("period_sealed")[-1]["merchants"][0]["payments"] == 1
    assert live_yen(town) == 1_000


def _tills(town: Town) -> list[Till]:
    return [
        Till(town=town, actor=town.staff(f"s{number:02}")) for number in range(TILLS)
    ]


def _over_midnight(
    till: Till, owner: Engine, code: str, lock: str
) -> "Future[Receipt]":
    """Let the till pay while somebody holds a lock until midnight has passed."""
    till.town.set_clock(MIDNIGHT - timedelta(milliseconds=700))
    with ThreadPoolExecutor(1) as tills, owner.begin() as holding:
        holding.execute(text(lock))
        paying = tills.submit(till.pay, code)
        wait_until(partial(_one_waits, owner), 2, "the till waiting for the lock")
        wait_until(lambda: till.town.now() >= MIDNIGHT, 2, "midnight")
        holding.commit()
        return paying


def _one_waits(owner: Engine) -> bool:
    with owner.begin() as looking:
        waits = "select count(*) from pg_locks where not granted"
        return bool(looking.execute(text(waits)).scalar_one() == 1)


def _seal_impatiently(town: Town) -> None:
    with town.db.begin() as tx:
        tx.execute(text("set local lock_timeout = '100ms'"))
        seal_period(tx)
