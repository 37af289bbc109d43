"""The office counts a campaign's vouchers by what became of them."""

from typing import Final

from sqlalchemy.orm import Session

from machiken import clock, town_time
from machiken.contracts.redemption import (
    VoucherCount,
    VoucherCounts,
    VoucherCountsQuery,
    VoucherState,
)
from machiken.money import total
from services.redemption.domain.voucher import state_of
from services.redemption.store import campaigns, counting
from services.redemption.store.counting import Counted

_LIFE: Final = (
    VoucherState.ISSUED,
    VoucherState.LIVE,
    VoucherState.USED,
    VoucherState.EXPIRED,
    VoucherState.CLOSED,
    VoucherState.STOPPED,
)


def count_vouchers(tx: Session, query: VoucherCountsQuery) -> VoucherCounts:
    """Return how many vouchers are in which state today. Raises `CampaignUnknown`.

    The states come from the same rule as a single voucher's.
    """
    campaign = campaigns.of_issuer(tx, query.issuer_code)
    today = town_time.town_day(clock.now(tx))
    by_state: dict[VoucherState, list[Counted]] = {}
    for each in counting.vouchers(tx, campaign.campaign_id):
        state = state_of(each.standing, campaign.rules, today)
        by_state.setdefault(state, []).append(each)
    return VoucherCounts(
        states=tuple(
            VoucherCount(
                state=state,
                count=sum(each.count for each in by_state[state]),
                face=total(each.face for each in by_state[state]),
                left=total(each.left for each in by_state[state]),
            )
            for state in _LIFE
            if state in by_state
        ),
        samples=counting.samples(tx, campaign.campaign_id),
    )
