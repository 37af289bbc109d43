"""Which vouchers of a payment a refund gives back, and whether it may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from machiken.contracts.actor import Role
from machiken.contracts.redemption import (
    CampaignRules,
    PartRefundsOff,
    PortalRefundsOff,
    RefundsOff,
    RefundVoucherDone,
    RefundVoucherUnknown,
)
from machiken.ids import RefundId
from machiken.money import Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidLine:
    """What a payment took of one voucher, and by which refund it was given back."""

    voucher_id: int
    serial: int
    code_tail: str
    amount: Yen
    balance: Yen
    """What is on the voucher now."""
    refund_id: RefundId | None
    refunded_at: datetime | None


def refuse_off(rules: CampaignRules, role: Role) -> None:
    """Raise unless the campaign has refunds where this role gives them.

    At a till `RefundsOff`, at a company's PC `PortalRefundsOff`.
    """
    if role is Role.COMPANY:
        if not rules.has("portal_refunds"):
            raise PortalRefundsOff
    elif not rules.has("refunds"):
        raise RefundsOff


def chosen(
    rules: CampaignRules, lines: Sequence[PaidLine], serials: Sequence[int]
) -> list[PaidLine]:
    """Return the lines to be given back: of these serials, or all that are left.

    Raises `RefundVoucherUnknown` for a serial that the payment did not take, or that
    is named twice; `RefundVoucherDone`; or `PartRefundsOff` where some would be left
    and the campaign gives back whole payments only.
    """
    left = [line for line in lines if line.refund_id is None]
    if not serials:
        return left
    by_serial = {line.serial: line for line in lines}
    for serial in serials:
        # Taken out, so that a serial named twice is not there the second time.
        _refuse_done(by_serial.pop(serial, None), serial)
    if len(serials) < len(left) and not rules.has("part_refunds"):
        raise PartRefundsOff
    return [line for line in left if line.serial in set(serials)]


def _refuse_done(line: PaidLine | None, serial: int) -> None:
    if line is None:
        raise RefundVoucherUnknown(serial=str(serial))
    if line.refunded_at is not None:
        raise RefundVoucherDone(
            serial=str(serial), refunded_at=line.refunded_at.isoformat()
        )
