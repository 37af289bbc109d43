"""Short scenes in which a planted bug does its harm; without it they are honest."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import timedelta
from functools import partial
from uuid import uuid4

from machiken.contracts.redemption import Receipt, RedeemVouchers
from machiken.ids import RefundId
from machiken.refusals import Refusal
from machiken.town_time import moment_after
from services.redemption.usecases.redeem_vouchers import redeem_vouchers
from tests.redemption.model.papers import CLOSINGS
from tests.redemption.till import Till, new_id

MIDNIGHT = moment_after(CLOSINGS[1])
GRACE_S = 1.0
"""So long a step may get on beside an open transaction, if it does not wait for it."""


def a_payment(till: Till) -> None:
    """Redeem two vouchers."""
    till.pay(*till.town.sold(2))


def two_payments(till: Till) -> None:
    """Redeem two vouchers, each in a payment of its own."""
    for code in till.town.sold(2):
        till.pay(code)


def an_early_look(till: Till) -> None:
    """Redeem, and let the worker look for half-months to seal on the same day."""
    a_payment(till)
    while till.town.work("seal"):
        pass


def a_refund(till: Till) -> None:
    """Give a payment back, and redeem its voucher anew."""
    (code,) = till.town.sold(1)
    till.refund(till.pay(code))
    _try(partial(till.pay, code))


def two_refunds(till: Till) -> None:
    """Give a payment back twice, under two ids."""
    receipt = till.pay(*till.town.sold(2))
    for _ in range(2):
        _try(partial(till.refund, receipt, refund_id=RefundId(uuid4())))


def a_used_voucher(till: Till) -> None:
    """Redeem a voucher, and offer it again."""
    (code,) = till.town.sold(1)
    till.pay(code)
    _try(partial(till.pay, code))


def papers_that_are_no_money(till: Till) -> None:
    """Offer a sample and an unsold voucher."""
    samples = till.town.sold(1, sample=True)
    unsold = till.town.codes(till.town.unsold(1).batch_id)
    for code in (*samples, *unsold):
        _try(partial(till.pay, code))


def one_id_twice(till: Till) -> None:
    """Send the same request twice."""
    codes, checkout_id = till.town.sold(1), new_id()
    first = till.pay(*codes, checkout_id=checkout_id)
    assert till.pay(*codes, checkout_id=checkout_id) == first


def two_tills(till: Till) -> None:
    """Offer the paper at another till while its payment is on its way."""
    (code,) = till.town.sold(1)
    _beside(till, code, partial(_try, partial(till.pay, code)))


def a_seal_beside_a_payment(till: Till) -> None:
    """Let midnight pass and the worker seal while a payment is on its way."""
    (code,) = till.town.sold(1)
    till.town.work("seal")  # June

    def seal() -> None:
        till.town.set_clock(MIDNIGHT)
        till.town.work("seal")

    _beside(till, code, seal)
    till.town.work("seal")


def after_the_seal(till: Till) -> None:
    """Redeem and refund behind a seal."""
    town = till.town
    one, other = town.sold(2)
    paid = till.pay(one)
    town.set_clock(MIDNIGHT)
    while town.work("seal"):
        pass
    town.set_clock(MIDNIGHT - timedelta(hours=1))
    _try(partial(till.pay, other))
    _try(partial(till.refund, paid))


def a_late_refund(till: Till) -> None:
    """Ask for a refund after midnight, before the worker has sealed."""
    paid = till.pay(*till.town.sold(1))
    till.town.set_clock(MIDNIGHT + timedelta(seconds=1))
    _try(partial(till.refund, paid))


def _try(step: Callable[[], Receipt]) -> None:
    try:
        step()
    except Refusal:
        return


def _beside(till: Till, code: str, step: Callable[[], None]) -> None:
    """Let `step` run while a payment of `code` is written but not committed."""
    request = RedeemVouchers(checkout_id=new_id(), voucher_codes=(code,))
    with ThreadPoolExecutor(1) as other:
        with till.town.db.begin() as tx:
            redeem_vouchers(tx, request, till.actor, key=till.town.key)
            running: Future[None] = other.submit(step)
            wait([running], timeout=GRACE_S)
        running.result()
