"""A till redeems what it has read (決済, 読み込み分だけ決済)."""

from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    CheckoutState,
    NoVouchers,
    Receipt,
    RedeemCheckout,
    VoucherHeld,
)
from services.redemption.domain.voucher import redeemable
from services.redemption.store import checkouts, payments, vouchers
from services.redemption.store.payments import Line
from services.redemption.usecases.looking import own_checkout
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
        payment = payments.find(tx, request.checkout_id)
        assert payment is not None, "a redeemed checkout has its payment"
        return payment.receipt

    checkout = opened(tx, request.checkout_id, actor)
    ids = checkouts.voucher_ids(tx, checkout.checkout_id)
    if not ids:
        raise NoVouchers
    locked = vouchers.lock_ids(tx, ids)
    today = today_of(tx, checkout.campaign_id)
    held = checkouts.holds(tx, ids, but=checkout.checkout_id)
    for voucher in locked:
        if voucher.voucher_id in held:
            raise VoucherHeld(code_tail=voucher.code_tail)
    lines = [Line(voucher=each, amount=redeemable(each)) for each in locked]
    receipt = take(tx, today, checkout.checkout_id, lines, actor)
    checkouts.change_state(tx, checkout.checkout_id, CheckoutState.REDEEMED)
    return receipt
