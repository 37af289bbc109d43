"""What redeeming has in common, whether vouchers come by a checkout or in one step.

The order matters: vouchers are locked before anything is decided, and a repeat is
recognised then, whatever the day; the half-month is share-locked next, so that nothing
is sealed under a payment; the merchant's counter comes last, for his other tills wait
for it, and its moment is the payment's.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from machiken import clock, outbox, town_time
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    AmountBeyondLimit,
    Receipt,
    RedemptionCompleted,
    TooLate,
    TooManyVouchers,
)
from machiken.faults import TryAgain
from machiken.ids import CampaignId, CheckoutId
from machiken.money import total
from services.redemption.domain.campaign import Campaign, refuse_outside_window
from services.redemption.domain.payment_no import payment_no
from services.redemption.store import campaigns, half_months, recording
from services.redemption.store.half_months import Today
from services.redemption.store.payments import Line, Payment
from services.redemption.store.tables import OUTBOX


def today_of(tx: Session, campaign_id: CampaignId) -> Today:
    """Return the campaign and today's half-month, share-locked until `tx` ends.

    Raises `TooEarly` or `TooLate` (S-CAL-4), also where the half-month is sealed.
    """
    today = half_months.share_today(tx, campaign_id)
    if today is None:
        rules = campaigns.get(tx, campaign_id).rules
        refuse_outside_window(rules, town_time.town_day(clock.now(tx)))
        raise TryAgain("the campaign's calendar changed meanwhile")
    if today.period.sealed:
        rules = today.campaign.rules
        day = town_time.town_day(clock.now(tx))
        refuse_outside_window(rules, day)
        if day > today.period.last_on:
            raise TryAgain("the half-month was sealed while waiting for it")
        raise TooLate(last_on=today.period.last_on.isoformat())
    return today


def take(
    tx: Session,
    today: Today,
    checkout_id: CheckoutId,
    lines: Sequence[Line],
    actor: Actor,
) -> Receipt:
    """Record the payment of these locked vouchers, announce it, return its receipt.

    Raises `TooManyVouchers` or `AmountBeyondLimit`.
    """
    assert actor.merchant_id is not None, "only a shop redeems"
    assert actor.merchant_code is not None, "a shop has a code"
    rules = today.campaign.rules
    amount = total(line.amount for line in lines)
    if len(lines) > rules.vouchers_max:
        raise TooManyVouchers(vouchers_max=str(rules.vouchers_max))
    if amount > rules.limit:
        raise AmountBeyondLimit(limit=str(rules.limit.amount))

    campaign_id = today.campaign.campaign_id
    number, at = recording.next_number(tx, campaign_id, actor.merchant_code, today.day)
    if town_time.town_day(at) != today.day:
        raise TryAgain("midnight passed while waiting for a lock")

    last_on = today.period.last_on
    payment = Payment(
        campaign_id=campaign_id,
        period_last_on=last_on,
        receipt=Receipt(
            checkout_id=checkout_id,
            payment_no=payment_no(
                rules.issuer_code, actor.merchant_code, today.day, number
            ),
            merchant_id=actor.merchant_id,
            merchant_code=actor.merchant_code,
            total=amount,
            count=len(lines),
            redeemed_at=at,
            redeemed_by=actor.login_id,
            refundable_before=town_time.moment_after(last_on),
        ),
    )
    recording.record(tx, payment, lines)
    outbox.append(tx, OUTBOX, _completed(today.campaign, payment, actor), at=at)
    return payment.receipt


def _completed(
    campaign: Campaign, payment: Payment, actor: Actor
) -> RedemptionCompleted:
    receipt = payment.receipt
    return RedemptionCompleted(
        checkout_id=receipt.checkout_id,
        payment_no=receipt.payment_no,
        campaign_id=campaign.campaign_id,
        issuer_code=campaign.rules.issuer_code,
        merchant_id=receipt.merchant_id,
        merchant_code=receipt.merchant_code,
        staff_id=actor.staff_id,
        login_id=actor.login_id,
        total=receipt.total,
        count=receipt.count,
        redeemed_at=receipt.redeemed_at,
        period_last_on=payment.period_last_on,
    )
