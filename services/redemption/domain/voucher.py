"""What a voucher gives, whether it may be practised with, and how far it has come."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from machiken.contracts.redemption import (
    BeyondTarget,
    CampaignRules,
    VoucherClosed,
    VoucherIsSample,
    VoucherIsStopped,
    VoucherNotSample,
    VoucherNotSold,
    VoucherShort,
    VoucherState,
    VoucherUsed,
)
from machiken.ids import CampaignId
from machiken.money import ZERO, Yen


class Standing(NamedTuple):
    """All that a voucher's state depends on, but for the day."""

    stopped: bool
    empty: bool
    live: bool


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

    @property
    def standing(self) -> Standing:
        """Return what its state depends on."""
        return Standing(
            stopped=self.stopped_at is not None,
            empty=self.balance == ZERO,
            live=self.live,
        )


def state_of(standing: Standing, rules: CampaignRules, day: date) -> VoucherState:
    """Return how far a voucher has come on `day`.

    `expired` and `closed` are read off the calendar and kept nowhere: they can't be
    late, and they follow when the calendar is prolonged.
    """
    for holds, state in (
        (standing.stopped, VoucherState.STOPPED),
        (standing.empty, VoucherState.USED),
        (not standing.live, VoucherState.ISSUED),
        (day > rules.redeem_last_on, VoucherState.CLOSED),
        (day > rules.use_last_on, VoucherState.EXPIRED),
    ):
        if holds:
            return state
    return VoucherState.LIVE


def refuse_closed(voucher: Voucher, rules: CampaignRules, day: date) -> None:
    """Do nothing until the last cut-off. Raises `VoucherClosed` (S-CAL-4)."""
    if day > rules.redeem_last_on:
        last_on = rules.redeem_last_on.isoformat()
        raise VoucherClosed(code_tail=voucher.code_tail, last_on=last_on)


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


def still_gives(voucher: Voucher, amount: Yen) -> Yen:
    """Return `amount`, which was read from the voucher before.

    Raises as `redeemable`, or `VoucherShort` where less is left by now.
    """
    left = redeemable(voucher)
    if left < amount:
        raise VoucherShort(code_tail=voucher.code_tail, left=str(left.amount))
    return amount


def given(rules: CampaignRules, worth: Yen, missing: Yen) -> Yen:
    """Return what a voucher of this worth gives towards a target.

    Where the campaign has balances, just what is missing, and it keeps the rest.
    Raises `BeyondTarget`.
    """
    if worth <= missing:
        return worth
    if rules.has("balances") and missing > ZERO:
        return missing
    raise BeyondTarget(missing=str(missing.amount))


def practisable(voucher: Voucher) -> Yen:
    """Return what the sample stands for in a practice, as often as one likes.

    Raises `VoucherNotSample` or `VoucherIsStopped`.
    """
    if not voucher.sample:
        raise VoucherNotSample(code_tail=voucher.code_tail)
    if voucher.stopped_at is not None:
        raise VoucherIsStopped(code_tail=voucher.code_tail)
    return voucher.face_value
