"""When a voucher may be redeemed or practised with, and what it gives."""

from dataclasses import dataclass
from datetime import datetime

from machiken.contracts.redemption import (
    VoucherIsSample,
    VoucherIsStopped,
    VoucherNotSample,
    VoucherNotSold,
    VoucherUsed,
)
from machiken.ids import CampaignId
from machiken.money import ZERO, Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """One voucher as it stands now."""

    voucher_id: int
    campaign_id: CampaignId
    serial: int
    code_tail: str
    sample: bool
    live: bool
    face_value: Yen
    balance: Yen
    used_at: datetime | None
    stopped_at: datetime | None


def redeemable(voucher: Voucher) -> Yen:
    """Return what the voucher gives: all that is left on it.

    Raises `VoucherIsSample`, `VoucherIsStopped`, `VoucherUsed` or `VoucherNotSold`,
    in this order: the first is what a shop can do least about.
    """
    if voucher.sample:
        raise VoucherIsSample(code_tail=voucher.code_tail)
    if voucher.stopped_at is not None:
        raise VoucherIsStopped(code_tail=voucher.code_tail)
    if voucher.balance == ZERO:
        assert voucher.used_at is not None, "an empty voucher was used at some time"
        raise VoucherUsed(
            code_tail=voucher.code_tail, used_at=voucher.used_at.isoformat()
        )
    if not voucher.live:
        raise VoucherNotSold(code_tail=voucher.code_tail)
    return voucher.balance


def practisable(voucher: Voucher) -> Yen:
    """Return what the sample stands for in a practice, as often as one likes.

    Raises `VoucherNotSample` or `VoucherIsStopped`.
    """
    if not voucher.sample:
        raise VoucherNotSample(code_tail=voucher.code_tail)
    if voucher.stopped_at is not None:
        raise VoucherIsStopped(code_tail=voucher.code_tail)
    return voucher.face_value
