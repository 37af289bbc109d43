"""The office sells single vouchers: a range of serials, or one by its code."""

from typing import Final

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import (
    Activation,
    ActivationDiffers,
    RedemptionAct,
    SellVouchers,
    SerialsOff,
    VoucherIsSample,
    VoucherIsStopped,
    VouchersSold,
    VoucherUnknown,
)
from services.redemption.domain.campaign import Campaign
from services.redemption.store import acts, campaigns, selling
from services.redemption.usecases import looking

RANGE_MAX: Final = 50_000
"""Serials in one call: as many as are written before a caller loses patience."""


def sell_vouchers(
    tx: Session, request: SellVouchers, actor: Actor, *, key: bytes
) -> VouchersSold:
    """Make the vouchers redeemable and return how many; sold before, they stay so.

    In a range, samples and stopped ones are left out. Raises `CampaignUnknown`,
    `ActivationDiffers`, `SerialsOff`, or the refusal of the one code.
    """
    campaign = campaigns.of_issuer(tx, request.issuer_code)
    if campaign.rules.activation is not Activation.VOUCHER:
        raise ActivationDiffers(activation=campaign.rules.activation.value)
    first, last = _serials(tx, campaign, request, key)
    at = clock.now(tx)
    sold = selling.sell(
        tx, campaign.campaign_id, (first, last), at=at, by=actor.subject
    )
    if sold:
        what = {"first_serial": first, "last_serial": last, "count": sold}
        act = acts.on_campaign(RedemptionAct.VOUCHERS_SOLD, request.issuer_code, **what)
        acts.note(tx, act, actor, at=at)
    return VouchersSold(count=sold, first_serial=first, last_serial=last)


def _serials(
    tx: Session, campaign: Campaign, request: SellVouchers, key: bytes
) -> tuple[int, int]:
    if request.voucher_code is not None:
        serial = _serial(tx, campaign, request.voucher_code, key)
        return serial, serial
    first, last = request.first_serial, request.last_serial
    if first is None or last is None or not 0 <= last - first < RANGE_MAX:
        raise SerialsOff(count_max=str(RANGE_MAX))
    for each in (first, last):
        if not selling.is_issued(tx, campaign.campaign_id, each):
            raise VoucherUnknown(code_tail=str(each))
    return first, last


def _serial(tx: Session, campaign: Campaign, code: str, key: bytes) -> int:
    voucher = looking.locked(tx, campaign, code, key=key)
    if voucher.sample:
        raise VoucherIsSample(code_tail=voucher.code_tail)
    if voucher.stopped_at is not None:
        raise VoucherIsStopped(code_tail=voucher.code_tail)
    return voucher.serial
