"""An adjustment (調整): what was closed stays, its correction comes with the next."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from machiken.contracts.settlement import AdjustmentOff, ProposeAdjustment
from machiken.ids import AdjustmentId, CampaignId, IssuerCode, MerchantCode, MerchantId
from machiken.money import ZERO, Yen

AMOUNT_MAX: Final = Yen(100_000_000)
REASON_MAX: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A correction as proposed and, perhaps, decided."""

    adjustment_id: AdjustmentId
    campaign_id: CampaignId
    issuer_code: IssuerCode
    merchant_id: MerchantId
    merchant_code: MerchantCode
    amount: Yen
    reason: str
    proposed_by: str
    proposer: str
    proposed_at: datetime
    approved: bool | None = None
    decider: str = ""
    decided_at: datetime | None = None
    taken_on: date | None = None


def acceptable(request: ProposeAdjustment) -> str:
    """Return the reason, trimmed. Raises `AdjustmentOff`."""
    reason = request.reason.strip()
    readable = reason.isprintable() and 1 <= len(reason) <= REASON_MAX
    if not readable or not ZERO < max(request.amount, -request.amount) <= AMOUNT_MAX:
        raise AdjustmentOff
    return reason
