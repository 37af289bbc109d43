"""Keep a merchant's money back, and let it go again (S-CAL-8)."""

from typing import Final

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    ExportMerchantUnknown,
    HoldMerchant,
    HoldOff,
    Holds,
    HoldsQuery,
    HoldView,
    ReleaseMerchant,
    SettlementAct,
)
from machiken.ids import CampaignId, MerchantCode
from services.settlement.domain.statement import Payee
from services.settlement.domain.two_persons import shown_as
from services.settlement.store import acts, holds, merchants
from services.settlement.store.holds import NewHold
from services.settlement.usecases.sealed_cycle import campaign_of

REASON_MAX: Final = 200


def hold_merchant(tx: Session, request: HoldMerchant, actor: Actor) -> HoldView:
    """Return the hold; later payouts leave the merchant out.

    Raises `HoldOff`, `ExportMerchantUnknown` and `LedgerCampaignUnknown`.
    """
    reason = request.reason.strip()
    if not (reason.isprintable() and 1 <= len(reason) <= REASON_MAX):
        raise HoldOff
    campaign_id = campaign_of(tx, request.issuer_code)
    payee = _payee(tx, campaign_id, request.merchant_code)
    hold = NewHold(
        campaign_id=campaign_id,
        merchant_id=payee.merchant_id,
        merchant_code=payee.merchant_code,
        reason=reason,
        held_by=shown_as(actor),
        held_at=clock.now(tx),
    )
    code = payee.merchant_code
    if holds.put(tx, hold):
        held = SettlementAct.MERCHANT_HELD
        act = acts.on_merchant(held, request.issuer_code, code, reason=reason)
        acts.note(tx, act, actor, at=hold.held_at)
    (standing,) = (
        each for each in holds.standing(tx, campaign_id) if each.merchant_code == code
    )
    return standing


def release_merchant(tx: Session, request: ReleaseMerchant, actor: Actor) -> Holds:
    """Return whose money is still kept back. Raises as above."""
    campaign_id = campaign_of(tx, request.issuer_code)
    payee = _payee(tx, campaign_id, request.merchant_code)
    at = clock.now(tx)
    if holds.release(tx, payee.merchant_id, by=shown_as(actor), at=at):
        released, code = SettlementAct.MERCHANT_RELEASED, payee.merchant_code
        act = acts.on_merchant(released, request.issuer_code, code)
        acts.note(tx, act, actor, at=at)
    return Holds(holds=tuple(holds.standing(tx, campaign_id)))


def show_holds(tx: Session, request: HoldsQuery) -> Holds:
    """Return whose money is kept back. Raises `LedgerCampaignUnknown`."""
    standing = holds.standing(tx, campaign_of(tx, request.issuer_code))
    return Holds(holds=tuple(standing))


def _payee(tx: Session, campaign_id: CampaignId, code: MerchantCode) -> Payee:
    payee = merchants.payees(tx, campaign_id).get(code)
    if payee is None:
        raise ExportMerchantUnknown
    return payee
