"""Finds the voucher that a scan or a hand means, and the checkout of a till."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    CheckoutState,
    CheckoutUnknown,
    CheckoutView,
    Receipt,
    VoucherOfOtherCampaign,
    VoucherUnknown,
)
from machiken.ids import CheckoutId
from machiken.money import total
from services.redemption.domain import voucher_code
from services.redemption.domain.campaign import Campaign
from services.redemption.domain.voucher import Voucher
from services.redemption.store import checkouts, payments, practice, vouchers
from services.redemption.store.checkouts import Checkout


def refuse_made_up(text: str, *, key: bytes) -> None:
    """Do nothing for a code that our key has made, issued or not.

    Asked before anything else, so that whoever tries codes never troubles the
    database. Raises `VoucherMalformed`.
    """
    voucher_code.read_code(key, text)


def looked_up(tx: Session, campaign: Campaign, text: str, *, key: bytes) -> Voucher:
    """Return the campaign's voucher with this code, unlocked.

    Raises `VoucherMalformed` (the database was not asked), `VoucherOfOtherCampaign`
    or `VoucherUnknown`.
    """
    digest, tail = _digest(campaign, text, key)
    return _own(campaign, vouchers.look(tx, digest), tail)


def locked(tx: Session, campaign: Campaign, text: str, *, key: bytes) -> Voucher:
    """Return the campaign's voucher with this code, locked until `tx` ends.

    Raises as `looked_up`.
    """
    digest, tail = _digest(campaign, text, key)
    return _own(campaign, vouchers.lock(tx, [digest]).get(digest), tail)


def own_checkout(found: Checkout | None, actor: Actor) -> Checkout:
    """Return the checkout if it is the actor's merchant's. Raises `CheckoutUnknown`."""
    if found is None or found.merchant_id != actor.merchant_id:
        raise CheckoutUnknown
    return found


def view(tx: Session, checkout_id: CheckoutId, actor: Actor) -> CheckoutView:
    """Return the checkout as it stands. Raises `CheckoutUnknown`."""
    checkout = own_checkout(checkouts.find(tx, checkout_id), actor)
    reads = checkouts.reads(tx, checkout_id)
    receipt = None
    if checkout.state is CheckoutState.REDEEMED:
        receipt = receipt_of(tx, checkout_id)
    read = total(each.amount for each in reads)
    return CheckoutView(
        checkout_id=checkout.checkout_id,
        state=state_at(checkout, clock.now(tx)),
        target=checkout.target,
        total=read,
        missing=checkout.target - read,
        reads=tuple(reads),
        expires_at=checkout.expires_at,
        receipt=receipt,
        practice=checkout.practice,
    )


def receipt_of(tx: Session, checkout_id: CheckoutId) -> Receipt | None:
    """Return the receipt of a payment or of a practice, or None."""
    payment = payments.find(tx, checkout_id)
    if payment is not None:
        return payment.receipt
    return practice.receipt(tx, checkout_id)


def state_at(checkout: Checkout, at: datetime) -> CheckoutState:
    """Return what has become of the checkout by then."""
    if checkout.state is CheckoutState.OPEN and checkout.expires_at <= at:
        return CheckoutState.EXPIRED
    return checkout.state


def _digest(campaign: Campaign, text: str, key: bytes) -> tuple[bytes, str]:
    code = voucher_code.read_code(key, text)
    tail = code.code[-4:]
    if code.prefix != campaign.rules.voucher_prefix:
        raise VoucherOfOtherCampaign(code_tail=tail)
    return voucher_code.digest(key, code.code), tail


def _own(campaign: Campaign, found: Voucher | None, tail: str) -> Voucher:
    if found is None:
        raise VoucherUnknown(code_tail=tail)
    if found.campaign_id != campaign.campaign_id:
        raise VoucherOfOtherCampaign(code_tail=tail)
    return found
