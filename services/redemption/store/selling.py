"""Selling vouchers one by one; whole batches go on sale in `batches`."""

from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from machiken.ids import CampaignId
from services.redemption.store.tables import VOUCHER

_INT64_MAX = 2**63 - 1

# Locked in the order of all locks on vouchers, so that tills and the office never
# wait for each other in a circle.
_SELL = text(
    """
    with chosen as (
      select voucher_id from voucher
      where campaign_id = :campaign_id and serial between :first and :last
        and live_at is null and stopped_at is null and not sample
      order by voucher_id
      for update
    )
    update voucher set live_at = :at, live_by = :by
    from chosen where voucher.voucher_id = chosen.voucher_id
    """
)


def is_issued(tx: Session, campaign_id: CampaignId, serial: int) -> bool:
    """Return whether the campaign has a voucher of this serial."""
    if not 0 < serial <= _INT64_MAX:
        return False
    one = select(VOUCHER.c.voucher_id).where(
        VOUCHER.c.campaign_id == campaign_id, VOUCHER.c.serial == serial
    )
    return tx.scalar(one) is not None


def sell(
    tx: Session,
    campaign_id: CampaignId,
    serials: tuple[int, int],
    *,
    at: datetime,
    by: str,
) -> int:
    """Note that the vouchers from the first to the last serial are sold; count them."""
    first, last = serials
    chosen = {"campaign_id": campaign_id, "first": first, "last": last}
    sold = tx.connection().execute(_SELL, {**chosen, "at": at, "by": by})
    return int(sold.rowcount)
