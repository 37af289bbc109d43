"""A shop or its company gives (part of) a payment back (返金), until the cut-off."""

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor, Role
from machiken.contracts.redemption import (
    PaymentRefunded,
    PaymentUnknown,
    Receipt,
    RedemptionAct,
    RefundAmountDiffers,
    RefundDone,
    RefundPayment,
    RefundReused,
    RefundTooLate,
    RefundView,
)
from machiken.money import total
from services.redemption.domain.campaign import Campaign
from services.redemption.domain.refunding import PaidLine, chosen, refuse_off
from services.redemption.store import (
    acts,
    campaigns,
    half_months,
    payments,
    recording,
    vouchers,
)
from services.redemption.store.payments import Payment
from services.redemption.store.tables import OUTBOX
from services.redemption.usecases.owning import refuse_others


def refund_payment(tx: Session, request: RefundPayment, actor: Actor) -> Receipt:
    """Refund the payment and return its receipt; the same request, the same receipt.

    The vouchers are worth their amounts again. Raises `PaymentUnknown` (also for
    another merchant's), `RefundDone`, `RefundReused`, `RefundTooLate` (S-REF-1),
    `RefundAmountDiffers`, or the refusals of `refuse_off` and `chosen`.
    """
    payment = _own(tx, request, actor)
    vouchers.lock_ids(tx, payments.voucher_ids(tx, request.checkout_id))
    period = half_months.share(tx, payment.campaign_id, payment.period_last_on)
    payment = _own(tx, request, actor)  # as it stands under the locks
    lines = payments.lines(tx, request.checkout_id)
    if _is_known(tx, request, payment.receipt, lines):
        return payment.receipt
    at = clock.now(tx)
    if period is None or period.sealed or at >= payment.receipt.refundable_before:
        raise RefundTooLate(last_on=payment.period_last_on.isoformat())
    campaign = campaigns.get(tx, payment.campaign_id)
    refuse_off(campaign.rules, actor.role)
    given = chosen(campaign.rules, lines, request.serials)
    refundable = total(line.amount for line in given)
    if request.amount != refundable:
        raise RefundAmountDiffers(refundable=str(refundable.amount))

    recording.restore(tx, payment, given, (request.refund_id, actor), at=at)
    refunded = _own(tx, request, actor)
    event = _refunded(campaign, refunded, refunded.receipt.refunds[-1], actor)
    outbox.append(tx, OUTBOX, event, at=at)
    if actor.role is Role.COMPANY:
        act = acts.on_payment(RedemptionAct.PAYMENT_REFUNDED, event)
        acts.note(tx, act, actor, at=at)
    return refunded.receipt


def _is_known(
    tx: Session, request: RefundPayment, receipt: Receipt, lines: list[PaidLine]
) -> bool:
    """Return whether this very refund was given. Raises `RefundDone`, `RefundReused`.

    A repeat of "all that are left" names no vouchers, only their sum.
    """
    known = next((r for r in receipt.refunds if r.refund_id == request.refund_id), None)
    if known is not None:
        given = {line.serial for line in lines if line.refund_id == known.refund_id}
        alike = not request.serials or sorted(request.serials) == sorted(given)
        if not alike or known.amount != request.amount:
            raise RefundReused
        return True
    if receipt.refund is not None:
        raise RefundDone(refunded_at=receipt.refund.refunded_at.isoformat())
    if payments.refund_of(tx, request.refund_id) is not None:
        raise RefundReused
    return False


def _refunded(
    campaign: Campaign, payment: Payment, refund: RefundView, actor: Actor
) -> PaymentRefunded:
    receipt = payment.receipt
    return PaymentRefunded(
        refund_id=refund.refund_id,
        checkout_id=receipt.checkout_id,
        payment_no=receipt.payment_no,
        campaign_id=payment.campaign_id,
        issuer_code=campaign.rules.issuer_code,
        merchant_id=receipt.merchant_id,
        merchant_code=receipt.merchant_code,
        staff_id=actor.staff_id,
        login_id=actor.login_id,
        amount=refund.amount,
        redeemed_at=receipt.redeemed_at,
        refunded_at=refund.refunded_at,
        period_last_on=payment.period_last_on,
        count=refund.count,
        number=len(receipt.refunds),
        left=receipt.refundable,
    )


def _own(tx: Session, request: RefundPayment, actor: Actor) -> Payment:
    payment = payments.find(tx, request.checkout_id)
    if payment is None:
        raise PaymentUnknown
    refuse_others(tx, payment.receipt, actor)
    return payment
