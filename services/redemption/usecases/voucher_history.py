"""The office looks at all that happened to a voucher, or to a payment's vouchers."""

from sqlalchemy.orm import Session

from machiken import clock, town_time
from machiken.contracts.redemption import (
    Histories,
    HistoryConditionOff,
    HistoryQuery,
    HistoryUnknown,
    VoucherHistory,
    VoucherUnknown,
)
from services.redemption.domain.campaign import Campaign
from services.redemption.domain.voucher import Voucher, state_of
from services.redemption.store import campaigns, vouchers
from services.redemption.store import voucher_history as history
from services.redemption.usecases import looking

_INT64_MAX = 2**63 - 1


def voucher_history(tx: Session, query: HistoryQuery, *, key: bytes) -> Histories:
    """Return the histories, by serial; they say where a voucher was used.

    Raises `CampaignUnknown`, `HistoryConditionOff`, `HistoryUnknown`, or the refusals
    of `looking.looked_up`.
    """
    campaign = campaigns.of_issuer(tx, query.issuer_code)
    found = _meant(tx, campaign, query, key)
    today = town_time.town_day(clock.now(tx))
    return Histories(
        vouchers=tuple(
            VoucherHistory(
                batch_id=history.batch_of(tx, each.voucher_id),
                serial=each.serial,
                code_tail=each.code_tail,
                sample=each.sample,
                face_value=each.face_value,
                balance=each.balance,
                state=state_of(each.standing, campaign.rules, today),
                lines=history.lines(tx, each.voucher_id),
            )
            for each in sorted(found, key=lambda voucher: voucher.serial)
        )
    )


def _meant(
    tx: Session, campaign: Campaign, query: HistoryQuery, key: bytes
) -> list[Voucher]:
    match query.serial, query.voucher_code, query.payment_no:
        case int(serial), None, None:
            return [_of_serial(tx, campaign, serial)]
        case None, str(code), None:
            return [looking.looked_up(tx, campaign, code, key=key)]
        case None, None, str(payment_no):
            ids = history.vouchers_of(tx, campaign.campaign_id, payment_no)
            if not ids:
                raise HistoryUnknown
            return vouchers.look_ids(tx, ids)
        case _:
            raise HistoryConditionOff


def _of_serial(tx: Session, campaign: Campaign, serial: int) -> Voucher:
    found = None
    if 0 < serial <= _INT64_MAX:
        found = vouchers.look_serial(tx, campaign.campaign_id, serial)
    if found is None:
        raise VoucherUnknown(code_tail=str(serial))
    return found
