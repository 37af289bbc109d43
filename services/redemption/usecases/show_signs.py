"""The office looks for signs of fraud (不正の兆候), day by day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import Row
from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.redemption import (
    SignKind,
    SignMerchant,
    Signs,
    SignsQuery,
    SignView,
)
from machiken.ids import CampaignId, CheckoutId, MerchantCode, MerchantId
from machiken.money import Yen
from machiken.town_time import TOWN_TIME
from services.redemption.domain.signs import Night, Rush, is_burst, is_unusual_night
from services.redemption.store import campaigns
from services.redemption.store.signs import Day

SIGNS_MAX: Final = 200
"""More of them in one day are no signs any more, but a wrong threshold."""


def show_signs(tx: Session, query: SignsQuery) -> Signs:
    """Return the day's signs, the latest first. Raises `CampaignUnknown`."""
    campaign = campaigns.of_issuer(tx, query.issuer_code)
    at = clock.now(tx)
    kinds = [query.kind] if query.kind else list(SignKind)
    found = signs_of(tx, campaign.campaign_id, query.on, kinds)
    return Signs(
        signs=tuple(found[:SIGNS_MAX]), more=len(found) > SIGNS_MAX, looked_at=at
    )


def signs_of(
    tx: Session, campaign_id: CampaignId, on: date, kinds: Sequence[SignKind]
) -> list[SignView]:
    """Return a day's signs of these kinds, the latest first; a kind's are cut off."""
    since = datetime.combine(on, time(), tzinfo=TOWN_TIME)
    day = Day(tx, campaign_id, since, SIGNS_MAX + 1)
    found = [sign for kind in kinds for sign in _FINDERS[kind](day)]
    found.sort(key=lambda sign: sign.last_at, reverse=True)
    return found


def _tried(day: Day) -> Iterator[SignView]:
    for row in day.tried():
        yield _sign(SignKind.TRIED_ELSEWHERE, row, tries=row.tries, **_of_one(row))


def _bursts(day: Day) -> Iterator[SignView]:
    for row in day.rushes():
        if is_burst(Rush(payments=row.payments, usual=row.usual)):
            yield _sign(
                SignKind.BURST,
                row,
                payments=row.payments,
                vouchers=row.vouchers,
                usual=row.usual,
            )


def _runs(day: Day) -> Iterator[SignView]:
    for row in day.runs():
        yield _sign(
            SignKind.SERIAL_RUN,
            row,
            vouchers=row.vouchers,
            first_serial=row.first_serial,
            last_serial=row.last_serial,
        )


def _nights(day: Day) -> Iterator[SignView]:
    for row in day.nights():
        night = Night(
            payments=row.payments,
            vouchers=row.vouchers,
            nights_before=row.nights_before,
        )
        if is_unusual_night(night):
            counts = {"payments": row.payments, "vouchers": row.vouchers}
            yield _sign(SignKind.NIGHT, row, **counts)


def _moved(day: Day) -> Iterator[SignView]:
    for row in day.moved():
        paid = CheckoutId(row.checkout_id)
        one = _of_one(row)
        yield _sign(SignKind.REFUNDED_ELSEWHERE, row, checkout_id=paid, **one)


_FINDERS: Final[Mapping[SignKind, Callable[[Day], Iterator[SignView]]]] = {
    SignKind.TRIED_ELSEWHERE: _tried,
    SignKind.BURST: _bursts,
    SignKind.SERIAL_RUN: _runs,
    SignKind.NIGHT: _nights,
    SignKind.REFUNDED_ELSEWHERE: _moved,
}


def _of_one(row: Row[Any]) -> dict[str, Any]:
    return {
        "vouchers": 1,
        "first_serial": row.serial,
        "last_serial": row.serial,
        "other": _merchant(row.other_merchant_id, row.other_code or ""),
    }


def _sign(kind: SignKind, row: Row[Any], **known: Any) -> SignView:
    return SignView(
        kind=kind,
        merchant=_merchant(row.merchant_id, row.merchant_code),
        first_at=row.first_at,
        last_at=row.last_at,
        amount=Yen(int(row.yen)),
        **known,
    )


def _merchant(merchant_id: Any, code: str) -> SignMerchant:
    return SignMerchant(
        merchant_id=MerchantId(merchant_id), merchant_code=MerchantCode(code)
    )
