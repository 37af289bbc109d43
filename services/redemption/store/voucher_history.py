"""All that is written down about one voucher, in the order in which it happened."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from machiken.clock import PRESENT
from machiken.contracts.redemption import Happening, HistoryLine
from machiken.ids import BatchId, CampaignId, MerchantCode, PaymentNo
from machiken.money import Yen
from services.redemption.store.tables import REDEMPTION, REDEMPTION_LINE, VOUCHER

# Reads that became payments are told by the payment. A checkout does not know its
# merchant's code; a payment of that merchant does.
_LINES = text(
    f"""
    with it as (select * from voucher where voucher_id = :voucher_id)
    select at, happening, done_by, merchant_code, payment_no, amount_yen, serial, note
    from (
      select b.requested_at as at, 'ordered' as happening, b.requested_by as done_by,
             null::text as merchant_code, null::text as payment_no,
             it.face_yen as amount_yen, null::bigint as serial, '' as note
      from it join batch b using (batch_id)
      union all
      select b.requested_at, 'replaces', b.requested_by, null, null, null,
             b.replaces_serial, ''
      from it join batch b using (batch_id) where b.replaces_serial is not null
      union all
      select f.fetched_at, 'print_fetched', f.fetched_by, null, null, null, null,
             f.kind || ' ' || f.part
      from it join print_file_fetch f using (batch_id)
      union all
      select b.live_at, 'activated', b.live_by, null, null, null, null, ''
      from it join batch b using (batch_id) where b.live_at is not null
      union all
      select it.live_at, 'sold', it.live_by, null, null, null, null, ''
      from it where it.live_at is not null
      union all
      select c.opened_at, 'read', c.login_id,
             (select p.merchant_code from redemption p
              where p.merchant_id = c.merchant_id limit 1),
             null, r.amount_yen, null,
             case when c.practice then 'practice'
                  when c.state = 'open'
                       and c.expires_at <= {PRESENT}
                  then 'expired' else c.state end
      from it join checkout_read r using (voucher_id)
      join checkout c using (checkout_id)
      where c.state <> 'redeemed' or c.practice
      union all
      select p.redeemed_at, 'redeemed', p.login_id, p.merchant_code, p.payment_no,
             l.amount_yen, null, ''
      from it join redemption_line l using (voucher_id)
      join redemption p using (checkout_id)
      union all
      select r.refunded_at, 'refunded', r.login_id, p.merchant_code, p.payment_no,
             l.amount_yen, null, ''
      from it join refund_line l using (voucher_id)
      join refund r using (refund_id) join redemption p
        on p.checkout_id = r.checkout_id
      union all
      select it.stopped_at, 'stopped', it.stopped_by, null, null, null, null,
             coalesce(it.stop_reason, '')
      from it where it.stopped_at is not null
      union all
      select b.requested_at, 'replaced', b.requested_by, null, null, b.face_yen,
             b.first_serial, ''
      from it join batch b
        on b.campaign_id = it.campaign_id and b.replaces_serial = it.serial
    ) as happened
    order by at, happening
    """  # noqa: S608 - a constant of ours
)


def lines(tx: Session, voucher_id: int) -> tuple[HistoryLine, ...]:
    """Return what happened to the voucher, oldest first."""
    return tuple(
        HistoryLine(
            at=row.at,
            happening=Happening(row.happening),
            by=row.done_by,
            merchant_code=row.merchant_code and MerchantCode(row.merchant_code),
            payment_no=row.payment_no and PaymentNo(row.payment_no),
            amount=None if row.amount_yen is None else Yen(row.amount_yen),
            serial=row.serial,
            note=row.note,
        )
        for row in tx.execute(_LINES, {"voucher_id": voucher_id})
    )


def batch_of(tx: Session, voucher_id: int) -> BatchId:
    """Return the batch that the voucher was issued in."""
    own = select(VOUCHER.c.batch_id).where(VOUCHER.c.voucher_id == voucher_id)
    return BatchId(tx.execute(own).scalar_one())


def vouchers_of(tx: Session, campaign_id: CampaignId, payment_no: str) -> list[int]:
    """Return the vouchers that the payment of this id took; none if there is none."""
    taken = (
        select(REDEMPTION_LINE.c.voucher_id)
        .join(REDEMPTION, REDEMPTION.c.checkout_id == REDEMPTION_LINE.c.checkout_id)
        .where(
            REDEMPTION.c.campaign_id == campaign_id,
            REDEMPTION.c.payment_no == payment_no,
        )
    )
    return list(tx.scalars(taken))
