"""Vouchers that an open checkout has read; other merchants' tills wait for them."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, any_, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from machiken.clock import PRESENT
from machiken.contracts.redemption import CheckoutState
from machiken.ids import CheckoutId, MerchantId
from services.redemption.store.tables import CHECKOUT, CHECKOUT_READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """An open checkout that has read a certain voucher."""

    checkout_id: CheckoutId
    merchant_id: MerchantId


_HOLDS = (
    select(CHECKOUT_READ.c.voucher_id, CHECKOUT.c.checkout_id, CHECKOUT.c.merchant_id)
    .join(CHECKOUT, CHECKOUT.c.checkout_id == CHECKOUT_READ.c.checkout_id)
    .where(
        CHECKOUT_READ.c.voucher_id == any_(bindparam("ids", type_=ARRAY(BigInteger))),
        CHECKOUT.c.checkout_id != bindparam("but"),
        CHECKOUT.c.state == CheckoutState.OPEN.value,
        CHECKOUT.c.expires_at > text(PRESENT),
    )
)


def release(tx: Session, hold: Hold, voucher_id: int) -> None:
    """Take the voucher out of the checkout that holds it."""
    tx.execute(
        delete(CHECKOUT_READ).where(
            CHECKOUT_READ.c.checkout_id == hold.checkout_id,
            CHECKOUT_READ.c.voucher_id == voucher_id,
        )
    )


def of(tx: Session, ids: list[int], *, but: CheckoutId) -> dict[int, Hold]:
    """Return which of the vouchers other open checkouts have read."""
    rows = tx.execute(_HOLDS, {"ids": ids, "but": but})
    return {
        row.voucher_id: Hold(
            checkout_id=CheckoutId(row.checkout_id),
            merchant_id=MerchantId(row.merchant_id),
        )
        for row in rows
    }
