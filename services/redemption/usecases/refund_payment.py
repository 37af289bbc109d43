"""A shop gives a whole payment back (返金), until its half-month's cut-off."""

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    PaymentRefunded,
    PaymentUnknown,
    Receipt,
    RefundAmountDiffers,
    RefundDone,
    RefundPayment,
    RefundReused,
    RefundsOff,
    RefundTooLate,
)
from services.redemption.store import (
    campaigns,
    half_months,
    payments,
    recording,
    vouchers,
)
from services.redemption.store.payments import Payment
from services.redemption.store.tables import OUTBOX


def refund_payment(tx: Session, request: RefundPayment, actor: Actor) -> Receipt:
    """Refund the payment and return its receipt; the same request, the same receipt.

    The vouchers are worth their amounts again. Raises `PaymentUnknown` (also for
    another merchant's), `RefundDone`, `RefundReused`, `RefundAmountDiffers`,
    `RefundsOff`, or `RefundTooLate` (S-REF-1).
    """
    payment = _own(tx, request, actor)
    vouchers.lock_ids(tx, payments.voucher_ids(tx, request.checkout_id))
    period = half_months.share(tx, payment.campaign_id, payment.period_last_on)
    payment = _own(tx, request, actor)  # as it stands under the locks
    if payment.receipt.refund is not None:
        return _same_again(request, payment.receipt)
    if payments.refund_of(tx, request.refund_id) is not None:
        raise RefundReused
    at = clock.now(tx)
    if period is None or period.sealed or at >= payment.receipt.refundable_before:
        raise RefundTooLate(last_on=payment.period_last_on.isoformat())
    rules = campaigns.get(tx, payment.campaign_id).rules
    if not rules.has("refunds"):
        raise RefundsOff
    if request.amount != payment.receipt.total:
        raise RefundAmountDiffers(refundable=str(payment.receipt.total.amount))

    recording.restore(tx, payment, request.refund_id, actor, at=at)
    refunded = _own(tx, request, actor)
    receipt = refunded.receipt
    event = PaymentRefunded(
        refund_id=request.refund_id,
        checkout_id=receipt.checkout_id,
        payment_no=receipt.payment_no,
        campaign_id=payment.campaign_id,
        issuer_code=rules.issuer_code,
        merchant_id=receipt.merchant_id,
        merchant_code=receipt.merchant_code,
        staff_id=actor.staff_id,
        login_id=actor.login_id,
        amount=receipt.total,
        redeemed_at=receipt.redeemed_at,
        refunded_at=at,
        period_last_on=payment.period_last_on,
    )
    outbox.append(tx, OUTBOX, event, at=at)
    return receipt


def _own(tx: Session, request: RefundPayment, actor: Actor) -> Payment:
    payment = payments.find(tx, request.checkout_id)
    if payment is None or payment.receipt.merchant_id != actor.merchant_id:
        raise PaymentUnknown
    return payment


def _same_again(request: RefundPayment, receipt: Receipt) -> Receipt:
    refund = receipt.refund
    assert refund is not None, "the caller has seen the refund"
    if refund.refund_id != request.refund_id:
        raise RefundDone(refunded_at=refund.refunded_at.isoformat())
    if refund.amount != request.amount:
        raise RefundReused
    return receipt
