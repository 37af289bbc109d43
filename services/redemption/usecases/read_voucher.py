"""A till reads one voucher into its checkout."""

from sqlalchemy.orm import Session

from machiken import clock, town_time
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    CheckoutView,
    ReadVoucher,
    TooManyVouchers,
    VoucherHeld,
    VoucherReadTwice,
)
from machiken.money import total
from services.redemption.domain.campaign import refuse_outside_window
from services.redemption.domain.voucher import Voucher, given, practisable, redeemable
from services.redemption.store import campaigns, checkouts, holds
from services.redemption.store.checkouts import Checkout, Read
from services.redemption.usecases import looking
from services.redemption.usecases.open_checkout import HELD_FOR
from services.redemption.usecases.opened import opened


def read_voucher(
    tx: Session, request: ReadVoucher, actor: Actor, *, key: bytes
) -> CheckoutView:
    """Add the voucher to the checkout and return how it stands now.

    Nothing is redeemed yet, but other merchants' tills are told that it is held here.
    Where the campaign has balances, a voucher worth more than what is missing gives
    just that. A practice takes samples only, on any day. The same `read_id` again
    changes nothing. Raises the voucher's own refusals (S-RED-8), `VoucherReadTwice`,
    `VoucherHeld`, `BeyondTarget`, `TooManyVouchers`, or those of `opened`.
    """
    looking.refuse_made_up(request.voucher_code, key=key)
    checkout = opened(tx, request.checkout_id, actor)
    campaign = campaigns.get(tx, checkout.campaign_id)
    at = clock.now(tx)
    if not checkout.practice:
        refuse_outside_window(campaign.rules, town_time.town_day(at))
    voucher = looking.locked(tx, campaign, request.voucher_code, key=key)
    before = checkouts.read_of(tx, checkout.checkout_id, voucher.voucher_id)
    if before is not None:
        return _recognised(tx, request, before, voucher, actor)
    judge = practisable if checkout.practice else redeemable
    worth = judge(voucher)

    reads = checkouts.reads(tx, checkout.checkout_id)
    if len(reads) >= campaign.rules.vouchers_max:
        raise TooManyVouchers(vouchers_max=str(campaign.rules.vouchers_max))
    missing = checkout.target - total(each.amount for each in reads)
    amount = given(campaign.rules, worth, missing)
    _take_over(tx, checkout, voucher, actor)
    checkout_id, held_until = checkout.checkout_id, at + HELD_FOR
    read = Read(voucher_id=voucher.voucher_id, amount=amount, read_id=request.read_id)
    checkouts.add_read(tx, checkout_id, read, held_until=held_until)
    return looking.view(tx, checkout_id, actor)


def _recognised(
    tx: Session, request: ReadVoucher, before: Read, voucher: Voucher, actor: Actor
) -> CheckoutView:
    """Return the view to whoever missed his answer. Raises `VoucherReadTwice`."""
    if request.read_id is None or request.read_id != before.read_id:
        raise VoucherReadTwice(
            code_tail=voucher.code_tail, position=str(before.position)
        )
    return looking.view(tx, request.checkout_id, actor)


def _take_over(tx: Session, checkout: Checkout, voucher: Voucher, actor: Actor) -> None:
    # A clerk who begins anew holds the same paper in his hand: his shop's older
    # checkout gives it up. Another shop's does not.
    held = holds.of(tx, [voucher.voucher_id], but=checkout.checkout_id)
    hold = held.get(voucher.voucher_id)
    if hold is None:
        return
    if hold.merchant_id != actor.merchant_id:
        raise VoucherHeld(code_tail=voucher.code_tail)
    holds.release(tx, hold, voucher.voucher_id)
