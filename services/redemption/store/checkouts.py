"""Checkouts: what a till has read but not yet redeemed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.redemption import CheckoutState, ReadView
from machiken.faults import TryAgain
from machiken.ids import CampaignId, CheckoutId, MerchantId, ReadId
from machiken.money import Yen
from services.redemption.store.tables import CHECKOUT, CHECKOUT_READ, VOUCHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A checkout as the database keeps it; `open` may have expired since."""

    checkout_id: CheckoutId
    campaign_id: CampaignId
    merchant_id: MerchantId
    login_id: str
    target: Yen
    state: CheckoutState
    expires_at: datetime
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One voucher in a checkout; `read_id` is what the phone called this reading."""

    voucher_id: int
    amount: Yen
    read_id: ReadId | None
    position: int = 0
    """Given when it is added."""


_SHOWN = (
    VOUCHER.c.serial,
    VOUCHER.c.code_tail,
    VOUCHER.c.face_yen,
    VOUCHER.c.balance_yen,
)


def find(tx: Session, checkout_id: CheckoutId) -> Checkout | None:
    """Return the checkout, or None."""
    row = tx.execute(
        select(CHECKOUT).where(CHECKOUT.c.checkout_id == checkout_id)
    ).first()
    return None if row is None else _checkout(row)


def lock(tx: Session, checkout_id: CheckoutId) -> Checkout | None:
    """Return the checkout, locked until `tx` ends, or None."""
    row = tx.execute(
        select(CHECKOUT).where(CHECKOUT.c.checkout_id == checkout_id).with_for_update()
    ).first()
    return None if row is None else _checkout(row)


def add(tx: Session, checkout: Checkout, *, at: datetime) -> None:
    """Write a new checkout down.

    Raises `TryAgain` where a twin with the same id was quicker.
    """
    added = tx.execute(
        insert(CHECKOUT)
        .values(
            checkout_id=checkout.checkout_id,
            campaign_id=checkout.campaign_id,
            merchant_id=checkout.merchant_id,
            login_id=checkout.login_id,
            target_yen=checkout.target.amount,
            state=checkout.state.value,
            positions_given=0,
            opened_at=at,
            expires_at=checkout.expires_at,
            practice=checkout.practice,
        )
        .on_conflict_do_nothing()
        .returning(CHECKOUT.c.checkout_id)
    )
    if added.first() is None:
        raise TryAgain(f"checkout {checkout.checkout_id} was opened meanwhile")


def change_state(tx: Session, checkout_id: CheckoutId, state: CheckoutState) -> None:
    """Note what became of the checkout."""
    tx.execute(
        update(CHECKOUT)
        .where(CHECKOUT.c.checkout_id == checkout_id)
        .values(state=state.value)
    )


def reads(tx: Session, checkout_id: CheckoutId) -> list[ReadView]:
    """Return what was read, in the order of reading."""
    rows = tx.execute(
        select(CHECKOUT_READ, *_SHOWN)
        .join(VOUCHER, VOUCHER.c.voucher_id == CHECKOUT_READ.c.voucher_id)
        .where(CHECKOUT_READ.c.checkout_id == checkout_id)
        .order_by(CHECKOUT_READ.c.position)
    )
    return [
        ReadView(
            position=row.position,
            serial=row.serial,
            code_tail=row.code_tail,
            face_value=Yen(row.face_yen),
            amount=Yen(row.amount_yen),
            left=Yen(max(row.balance_yen - row.amount_yen, 0)),
            read_id=row.read_id,
        )
        for row in rows
    ]


def amounts(tx: Session, checkout_id: CheckoutId) -> dict[int, Yen]:
    """Return the vouchers that were read, and what each is to give."""
    read = select(CHECKOUT_READ.c.voucher_id, CHECKOUT_READ.c.amount_yen).where(
        CHECKOUT_READ.c.checkout_id == checkout_id
    )
    return {row.voucher_id: Yen(row.amount_yen) for row in tx.execute(read)}


def read_of(tx: Session, checkout_id: CheckoutId, voucher_id: int) -> Read | None:
    """Return the voucher's read in the checkout, or None."""
    read = select(CHECKOUT_READ).where(
        CHECKOUT_READ.c.checkout_id == checkout_id,
        CHECKOUT_READ.c.voucher_id == voucher_id,
    )
    row = tx.execute(read).one_or_none()
    if row is None:
        return None
    return Read(
        voucher_id=row.voucher_id,
        amount=Yen(row.amount_yen),
        read_id=row.read_id,
        position=row.position,
    )


def add_read(
    tx: Session, checkout_id: CheckoutId, read: Read, *, held_until: datetime
) -> None:
    """Note that the voucher was read, and keep all reads until `held_until`.

    Its position is never another's, also after an undo: an undo that is sent twice
    must not drop the wrong paper.
    """
    position = tx.execute(
        update(CHECKOUT)
        .where(CHECKOUT.c.checkout_id == checkout_id)
        .values(expires_at=held_until, positions_given=CHECKOUT.c.positions_given + 1)
        .returning(CHECKOUT.c.positions_given)
    ).scalar_one()
    tx.execute(
        insert(CHECKOUT_READ).values(
            checkout_id=checkout_id,
            position=position,
            voucher_id=read.voucher_id,
            amount_yen=read.amount.amount,
            read_id=read.read_id,
        )
    )


def drop_read(tx: Session, checkout_id: CheckoutId, position: int) -> bool:
    """Forget one read; return whether there was one."""
    dropped = tx.execute(
        delete(CHECKOUT_READ)
        .where(
            CHECKOUT_READ.c.checkout_id == checkout_id,
            CHECKOUT_READ.c.position == position,
        )
        .returning(CHECKOUT_READ.c.position)
    )
    return dropped.first() is not None


def _checkout(row: Row[Any]) -> Checkout:
    return Checkout(
        checkout_id=CheckoutId(row.checkout_id),
        campaign_id=CampaignId(row.campaign_id),
        merchant_id=MerchantId(row.merchant_id),
        login_id=row.login_id,
        target=Yen(row.target_yen),
        state=CheckoutState(row.state),
        expires_at=row.expires_at,
        practice=row.practice,
    )
