"""The office replaces a lost voucher: the old one stops, a new code is issued."""

from sqlalchemy.orm import Session

from machiken import clock, town_time
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    BatchReused,
    BatchState,
    BatchView,
    RedemptionAct,
    ReplacementDone,
    ReplaceVoucher,
    VoucherIsSample,
    VoucherUnknown,
    VoucherUsed,
)
from machiken.money import ZERO, Yen
from services.redemption.domain.campaign import Campaign
from services.redemption.domain.voucher import Voucher, refuse_closed
from services.redemption.store import acts, batches, campaigns, vouchers
from services.redemption.store.batches import Batch
from services.redemption.usecases import request_batch


def replace_voucher(tx: Session, request: ReplaceVoucher, actor: Actor) -> BatchView:
    """Stop the voucher and order one of what is left on it; return that batch.

    A refund may give something back to it afterwards: that is replaced once more. The
    same request again changes nothing. The new voucher is put on sale as any other.
    Raises `CampaignUnknown`, `VoucherUnknown`, `VoucherIsSample`, `VoucherUsed`,
    `VoucherClosed`, `ReplacementDone` or `BatchReused`.
    """
    campaigns.lock(tx, request.issuer_code)
    campaign = campaigns.of_issuer(tx, request.issuer_code)
    voucher = vouchers.serial(tx, campaign.campaign_id, request.serial)
    if voucher is None:
        raise VoucherUnknown(code_tail=str(request.serial))
    earlier = batches.find(tx, request.batch_id)
    if earlier is not None:
        told = (earlier.campaign_id, earlier.replaces_serial)
        if told != (campaign.campaign_id, voucher.serial):
            raise BatchReused
        return request_batch.view(earlier)

    left = _left(tx, voucher)
    at = clock.now(tx)
    refuse_closed(voucher, campaign.rules, town_time.town_day(at))
    if voucher.stopped_at is None:
        vouchers.stop(
            tx, voucher.voucher_id, at=at, by=actor.subject, reason=request.reason
        )
    batch = _ordered(tx, campaign, (voucher, left), request)
    batches.add(tx, batch, at=at, by=actor.subject)
    what = {"by_batch": str(batch.batch_id), "reason": request.reason}
    act = acts.on_voucher(
        RedemptionAct.VOUCHER_REPLACED, request.issuer_code, voucher.serial, **what
    )
    acts.note(tx, act, actor, at=at)
    return request_batch.view(batch)


def _left(tx: Session, voucher: Voucher) -> Yen:
    """Return what no other voucher has taken over yet."""
    if voucher.sample:
        raise VoucherIsSample(code_tail=voucher.code_tail)
    if voucher.balance == ZERO:
        assert voucher.used_at is not None, "an empty voucher was used at some time"
        raise VoucherUsed(
            code_tail=voucher.code_tail, used_at=voucher.used_at.isoformat()
        )
    left = voucher.balance - batches.replaced(tx, voucher.campaign_id, voucher.serial)
    if left <= ZERO:
        raise ReplacementDone(serial=str(voucher.serial))
    return left


def _ordered(
    tx: Session,
    campaign: Campaign,
    lost: tuple[Voucher, Yen],
    request: ReplaceVoucher,
) -> Batch:
    voucher, left = lost
    return Batch(
        batch_id=request.batch_id,
        campaign_id=campaign.campaign_id,
        state=BatchState.REQUESTED,
        sample=False,
        count=1,
        face_value=left,
        first_serial=campaigns.take_serials(tx, campaign.campaign_id, 1),
        sheet_parts=0,
        codes_parts=0,
        replaces_serial=voucher.serial,
    )
