"""Whether a payout that was prepared earlier may still go to the bank as it is."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.settlement import PayDayPast, PayoutHeld
from machiken.town_time import town_day
from services.settlement.domain.payout import Payout
from services.settlement.store import holds
from services.settlement.store.transfers import KeptTransfer


def refuse_overtaken(tx: Session, payout: Payout, own: Sequence[KeptTransfer]) -> None:
    """Do nothing where the day is still to come and nobody's money is held (S-CAL-8).

    Asked at the approval and before the file, for both may come days later. Raises
    `PayDayPast` or `PayoutHeld`.
    """
    if payout.pay_on < town_day(clock.now(tx)):
        raise PayDayPast(pay_on=payout.pay_on.isoformat())
    held = holds.merchants(tx, payout.campaign_id)
    codes = sorted({each.merchant_code for each in own if each.merchant_id in held})
    if codes:
        raise PayoutHeld(merchants=" ".join(codes))
