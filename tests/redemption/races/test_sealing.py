"""Sealing among payments and refunds: what was sealed is all there ever will be."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from machiken.contracts.redemption import Receipt
from machiken.ids import IssuerCode
from machiken.town_time import moment_after
from tests.redemption.races.at_once import at_once, refusals
from tests.redemption.races.books import live_yen
from tests.redemption.till import Till
from tests.redemption.town import RULES, Town, moment

CUT_OFF = "2026-07-15"
MIDNIGHT = moment_after(RULES.redeem_first_on.replace(month=7, day=15))
TILLS = 8
LEADS_MS = (0, 4, 8, 15, 25, 40, 60, 90, 130)
PAYMENTS_EACH = 2


def test_every_payment_lies_in_the_half_month_that_was_open_and_the_seal_says_so(
    town: Town,
) -> None:
    tills = [Till(town=town, actor=town.staff(f"s{each:02}")) for each in range(TILLS)]
    town.work("seal")
    answers: list[object] = []
    for number, lead_ms in enumerate(LEADS_MS):
        # Each round has a campaign of its own: a half-month is sealed but once.
        answers += _round(tills, number, lead_ms)

    receipts = [each for each in answers if isinstance(each, Receipt)]
    assert len(answers) > 200
    assert any(each.redeemed_at < MIDNIGHT for each in receipts)
    assert any(each.redeemed_at >= MIDNIGHT for each in receipts)
    assert set(refusals(answers)) <= {"redemption.refund_too_late"}
    assert live_yen(town) > 0


def _round(tills: list[Till], number: int, lead_ms: int) -> list[object]:
    town = tills[0].town
    issuer = IssuerCode(f"KNM{number:06}")
    prefix = f"K{number}"
    town.set_clock(MIDNIGHT - timedelta(hours=1))
    town.apply(issuer_code=issuer, voucher_prefix=prefix)
    at_tills = [
        Till(town=town, actor=town.staff(each.actor.merchant_code or "", issuer))
        for each in tills
    ]
    codes = town.sold(TILLS * (PAYMENTS_EACH + 1), issuer_code=issuer)
    paid = [till.pay(codes.pop()) for till in at_tills]
    works: list[Callable[[], object]] = [
        *(partial(till.pay, codes.pop()) for till in at_tills * PAYMENTS_EACH),
        *(partial(till.refund, one) for till, one in zip(at_tills, paid, strict=True)),
        *[partial(_seal_over, town, issuer)] * 2,
    ]
    town.set_clock(MIDNIGHT - timedelta(milliseconds=lead_ms))
    answers = at_once(works)[:-2]
    town.set_clock(moment(MIDNIGHT.date(), "00:01:00"))
    while town.work("seal"):
        pass
    _seal_holds_what_was_paid(town, issuer, [*paid, *answers])
    return answers


def _seal_over(town: Town, issuer: IssuerCode) -> int:
    """Seal as soon as midnight has passed, as the worker does."""
    seals = 0
    while issuer not in {
        each["issuer_code"]
        for each in town.told("period_sealed")
        if each["last_on"] == CUT_OFF
    }:
        seals += town.work("seal")
    return seals


def _seal_holds_what_was_paid(town: Town, issuer: str, answers: list[object]) -> None:
    before = {
        each.checkout_id: each
        for each in answers
        if isinstance(each, Receipt) and each.redeemed_at < MIDNIGHT
    }
    (seal,) = (
        each
        for each in town.told("period_sealed")
        if (each["issuer_code"], each["last_on"]) == (issuer, CUT_OFF)
    )
    sums = seal["merchants"]
    assert sum(each["payments"] for each in sums) == len(before)
    assert sum(each["paid"] for each in sums) == sum(
        each.total.amount for each in before.values()
    )
    refunds = [each.refund for each in before.values() if each.refund is not None]
    assert sum(each["refunds"] for each in sums) == len(refunds)
