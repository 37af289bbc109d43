"""Prepare a payout: take up every statement that is to be paid, for approval."""

from datetime import date

from sqlalchemy.orm import Session

from machiken import clock
from machiken.confidential import Envelope
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    IdReused,
    PayDayOff,
    PayerMissing,
    PayoutEmpty,
    PayoutState,
    PayoutView,
    PreparePayout,
    SettlementAct,
)
from machiken.ids import CampaignId
from machiken.money import total
from machiken.town_time import town_day
from services.settlement.domain.bank_days import AHEAD_MAX, may_pay_on
from services.settlement.domain.payout import Choice, choose
from services.settlement.domain.two_persons import shown_as
from services.settlement.store import (
    accounts,
    acts,
    closings,
    holds,
    payers,
    payouts,
    sealed_accounts,
)
from services.settlement.usecases.payout_view import whole_view
from services.settlement.usecases.sealed_cycle import campaign_of


def prepare_payout(
    tx: Session, request: PreparePayout, actor: Actor, envelope: Envelope
) -> PayoutView:
    """Return the payout, which waits for another person's approval.

    Each transfer keeps the account of now: what is approved is what is paid. Raises
    `PayDayOff`, `PayerMissing`, `PayoutEmpty`, `IdReused` and `LedgerCampaignUnknown`.
    """
    campaign_id = campaign_of(tx, request.issuer_code)
    closings.lock(tx, campaign_id)
    earlier = payouts.lock(tx, request.payout_id)
    if earlier is not None:
        if (earlier.campaign_id, earlier.pay_on) != (campaign_id, request.pay_on):
            raise IdReused
        return whole_view(tx, earlier)
    at = clock.now(tx)
    _refuse_day(tx, campaign_id, request.pay_on, town_day(at))
    payer = payers.find(tx, campaign_id)
    if payer is None:
        raise PayerMissing
    choice = chosen(tx, campaign_id, envelope)
    if not choice.taken:
        raise PayoutEmpty
    payout = {
        "payout_id": request.payout_id,
        "campaign_id": campaign_id,
        "issuer_code": request.issuer_code,
        "pay_on": request.pay_on,
        "state": PayoutState.PREPARED,
        "transfers": len(choice.taken),
        "total_yen": total(each.statement.net for each in choice.taken).amount,
        "payer_sealed": payer,
        "prepared_by": actor.subject,
        "preparer": shown_as(actor),
        "prepared_at": at,
    }
    payouts.add(tx, payout, _transfers(request, choice, envelope))
    made = payouts.lock(tx, request.payout_id)
    assert made is not None, "it was written just now"
    act = acts.on_payout(SettlementAct.PAYOUT_PREPARED, made)
    acts.note(tx, act, actor, at=at)
    return whole_view(tx, made)


def _refuse_day(tx: Session, campaign_id: CampaignId, day: date, today: date) -> None:
    promised = closings.pay_days(tx, campaign_id)
    if not today <= day <= today + AHEAD_MAX or not may_pay_on(day, promised):
        raise PayDayOff


def chosen(tx: Session, campaign_id: CampaignId, envelope: Envelope) -> Choice:
    """Return which statements a payout of now would take up."""
    return choose(
        payouts.candidates(tx, campaign_id),
        accounts.approved(tx, campaign_id, envelope),
        holds.merchants(tx, campaign_id),
    )


def _transfers(
    request: PreparePayout, choice: Choice, envelope: Envelope
) -> list[dict[str, object]]:
    return [
        {
            "payout_id": request.payout_id,
            "statement_id": each.statement.statement_id,
            "amount_yen": each.statement.net.amount,
            "account_sealed": sealed_accounts.sealed(each.account, envelope),
            "number_tail": each.account.number_tail,
        }
        for each in choice.taken
    ]
