"""Reading for the office's desk: nothing here locks, and nothing changes."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from machiken.contracts.redemption import (
    BATCHES_MAX,
    BatchLine,
    BatchState,
    BatchView,
    Receipt,
)
from machiken.ids import BatchId, CampaignId, CheckoutId, PaymentNo
from machiken.money import Yen
from services.redemption.domain.voucher import Voucher
from services.redemption.store import payments, vouchers
from services.redemption.store.tables import (
    BATCH,
    REDEMPTION,
    REDEMPTION_LINE,
    VOUCHER,
)


def batches_of(
    tx: Session, campaign_id: CampaignId, page: int
) -> tuple[list[BatchLine], int]:
    """Return a page of the campaign's batches, the latest first, and their count."""
    own = BATCH.c.campaign_id == campaign_id
    count = tx.execute(select(func.count()).select_from(BATCH).where(own))
    rows = tx.execute(
        select(BATCH)
        .where(own)
        .order_by(BATCH.c.first_serial.desc())
        .limit(BATCHES_MAX)
        .offset((page - 1) * BATCHES_MAX)
    )
    lines = [
        BatchLine(
            batch=BatchView(
                batch_id=BatchId(row.batch_id),
                state=BatchState(row.state),
                sample=row.sample,
                count=row.voucher_count,
                first_serial=row.first_serial,
                sheet_parts=row.sheet_parts,
                codes_parts=row.codes_parts,
                replaces_serial=row.replaces_serial,
            ),
            face_value=Yen(row.face_yen),
            requested_at=row.requested_at,
            requested_by=row.requested_by,
            live_at=row.live_at,
        )
        for row in rows
    ]
    return lines, count.scalar_one()


def voucher_numbered(
    tx: Session, campaign_id: CampaignId, serial: int
) -> Voucher | None:
    """Return the campaign's voucher with this serial, unlocked, or None."""
    return vouchers.look_serial(tx, campaign_id, serial)


def origin_of(tx: Session, voucher_id: int) -> tuple[BatchId, str]:
    """Return the voucher's batch, and why it was stopped, if it was."""
    row = tx.execute(
        select(VOUCHER.c.batch_id, VOUCHER.c.stop_reason).where(
            VOUCHER.c.voucher_id == voucher_id
        )
    ).one()
    return BatchId(row.batch_id), row.stop_reason or ""


def payments_with(tx: Session, voucher_id: int) -> list[Receipt]:
    """Return the payments that took the voucher, the latest first."""
    return payments.receipts(
        tx,
        REDEMPTION.c.checkout_id.in_(
            select(REDEMPTION_LINE.c.checkout_id).where(
                REDEMPTION_LINE.c.voucher_id == voucher_id
            )
        ),
    )


def payment_numbered(
    tx: Session, campaign_id: CampaignId, payment_no: PaymentNo
) -> Receipt | None:
    """Return the campaign's payment with this number, or None."""
    own = REDEMPTION.c.campaign_id == campaign_id
    found = payments.receipts(tx, own & (REDEMPTION.c.payment_no == payment_no))
    return found[0] if found else None


def serials_of(tx: Session, checkout_id: CheckoutId) -> list[int]:
    """Return the serials of the vouchers that a payment took, in order."""
    serials = (
        select(VOUCHER.c.serial)
        .join(REDEMPTION_LINE, REDEMPTION_LINE.c.voucher_id == VOUCHER.c.voucher_id)
        .where(REDEMPTION_LINE.c.checkout_id == checkout_id)
        .order_by(VOUCHER.c.serial)
    )
    return list(tx.scalars(serials))
