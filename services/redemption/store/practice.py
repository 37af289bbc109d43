"""Practice payments (練習): kept apart, so that no sum of money can meet them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.redemption import Receipt
from machiken.ids import CheckoutId, MerchantCode, MerchantId
from machiken.money import Yen
from machiken.town_time import town_day
from services.redemption.domain.payment_no import practice_no
from services.redemption.store.tables import CAMPAIGN, CHECKOUT, PRACTICE_PAYMENT

_BY_CHECKOUT = (
    select(PRACTICE_PAYMENT, CAMPAIGN.c.issuer_code)
    .join(CHECKOUT, CHECKOUT.c.checkout_id == PRACTICE_PAYMENT.c.checkout_id)
    .join(CAMPAIGN, CAMPAIGN.c.campaign_id == CHECKOUT.c.campaign_id)
)


def record(
    tx: Session, checkout_id: CheckoutId, amounts: list[Yen], actor: Actor, at: datetime
) -> None:
    """Write down that the checkout was practised; no voucher changes."""
    tx.execute(
        insert(PRACTICE_PAYMENT).values(
            checkout_id=checkout_id,
            merchant_id=actor.merchant_id,
            merchant_code=actor.merchant_code,
            login_id=actor.login_id,
            total_yen=sum(each.amount for each in amounts),
            voucher_count=len(amounts),
            practised_at=at,
        )
    )


def receipt(tx: Session, checkout_id: CheckoutId) -> Receipt | None:
    """Return the receipt of a practised checkout, marked as practice, or None."""
    found = _BY_CHECKOUT.where(PRACTICE_PAYMENT.c.checkout_id == checkout_id)
    row = tx.execute(found).first()
    return None if row is None else _receipt(row)


def _receipt(row: Row[Any]) -> Receipt:
    day = town_day(row.practised_at)
    return Receipt(
        checkout_id=CheckoutId(row.checkout_id),
        payment_no=practice_no(row.issuer_code, row.merchant_code, day, row.number),
        merchant_id=MerchantId(row.merchant_id),
        merchant_code=MerchantCode(row.merchant_code),
        total=Yen(row.total_yen),
        count=row.voucher_count,
        redeemed_at=row.practised_at,
        redeemed_by=row.login_id,
        refundable_before=row.practised_at,  # never: nothing was paid
        practice=True,
    )
