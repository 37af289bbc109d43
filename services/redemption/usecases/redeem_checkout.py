"""A till redeems what it has read (決済, 読み込み分だけ決済)."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    CheckoutState,
    NoVouchers,
    PartialOff,
    Receipt,
    RedeemCheckout,
    VoucherHeld,
)
from machiken.money import total
from services.redemption.domain.voucher import practisable, still_gives
from services.redemption.store import campaigns, checkouts, holds, practice, vouchers
from services.redemption.store.checkouts import Checkout
from services.redemption.store.payments import Line
from services.redemption.usecases.looking import own_checkout, receipt_of
from services.redemption.usecases.opened import opened
from services.redemption.usecases.taking import take, today_of


def redeem_checkout(tx: Session, request: RedeemCheckout, actor: Actor) -> Receipt:
    """Redeem the checkout and return the receipt; asked again, the same receipt.

    Every voucher is judged once more under its lock: it may have been stopped or used
    since it was read. Raises its refusal then, `NoVouchers`, `VoucherHeld`, or the
    refusals of `opened` and `take`; whatever is raised, nothing has changed.
    """
    found = own_checkout(checkouts.lock(tx, request.checkout_id), actor)
    if found.state is CheckoutState.REDEEMED:
        receipt = receipt_of(tx, request.checkout_id)
        assert receipt is not None, "a redeemed checkout has its payment"
        return receipt

    checkout = opened(tx, request.checkout_id, actor)
    receipt = (_practise if checkout.practice else _redeem)(tx, checkout, actor)
    checkouts.change_state(tx, checkout.checkout_id, CheckoutState.REDEEMED)
    return receipt


def _redeem(tx: Session, checkout: Checkout, actor: Actor) -> Receipt:
    read = checkouts.amounts(tx, checkout.checkout_id)
    if not read:
        raise NoVouchers
    locked = vouchers.lock_ids(tx, list(read))
    _refuse_partial(tx, checkout)
    today = today_of(tx, checkout.campaign_id)
    held = holds.of(tx, list(read), but=checkout.checkout_id)
    for voucher in locked:
        if voucher.voucher_id in held:
            raise VoucherHeld(code_tail=voucher.code_tail)
    lines = [
        Line(voucher=each, amount=still_gives(each, read[each.voucher_id]))
        for each in locked
    ]
    return take(tx, today, checkout.checkout_id, lines, actor)


def _refuse_partial(tx: Session, checkout: Checkout) -> None:
    if campaigns.get(tx, checkout.campaign_id).rules.has("partial_checkouts"):
        return
    read = total(each.amount for each in checkouts.reads(tx, checkout.checkout_id))
    if read != checkout.target:
        raise PartialOff(missing=str((checkout.target - read).amount))


def _practise(tx: Session, checkout: Checkout, actor: Actor) -> Receipt:
    """Give a receipt that is no payment: no balance changes, and nobody is told."""
    read = checkouts.amounts(tx, checkout.checkout_id)
    if not read:
        raise NoVouchers
    for voucher in vouchers.lock_ids(tx, list(read)):
        practisable(voucher)
    amounts = list(read.values())
    practice.record(tx, checkout.checkout_id, amounts, actor, clock.now(tx))
    receipt = practice.receipt(tx, checkout.checkout_id)
    assert receipt is not None, "it was written a moment ago"
    return receipt
