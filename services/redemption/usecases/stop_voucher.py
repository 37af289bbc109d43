"""The office stops a lost or doubtful voucher."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    RedemptionAct,
    StopVoucher,
    VoucherStopped,
    VoucherUnknown,
)
from services.redemption.store import acts, campaigns, vouchers


def stop_voucher(tx: Session, request: StopVoucher, actor: Actor) -> VoucherStopped:
    """Stop the voucher and return when; stopped before, the earlier moment.

    Raises `CampaignUnknown` or `VoucherUnknown`.
    """
    campaign = campaigns.of_issuer(tx, request.issuer_code)
    voucher = vouchers.serial(tx, campaign.campaign_id, request.serial)
    if voucher is None:
        raise VoucherUnknown(code_tail=str(request.serial))
    if voucher.stopped_at is not None:
        return VoucherStopped(serial=voucher.serial, stopped_at=voucher.stopped_at)
    at = clock.now(tx)
    vouchers.stop(
        tx, voucher.voucher_id, at=at, by=actor.subject, reason=request.reason
    )
    stopped, reason = RedemptionAct.VOUCHER_STOPPED, request.reason
    act = acts.on_voucher(stopped, request.issuer_code, voucher.serial, reason=reason)
    acts.note(tx, act, actor, at=at)
    return VoucherStopped(serial=voucher.serial, stopped_at=at)
