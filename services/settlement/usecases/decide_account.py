"""Approve or reject an account that somebody else asked for."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.confidential import Envelope
from machiken.contracts.actor import Actor
from machiken.contracts.settlement import (
    AccountNewsKind,
    AccountUnknown,
    AccountView,
    AlreadyDecided,
    DecideAccount,
    SettlementAct,
    StatementState,
)
from machiken.town_time import town_day
from services.settlement.domain.account_change import (
    AccountChange,
    Decision,
    serving,
)
from services.settlement.domain.bank_account import usable_from
from services.settlement.domain.two_persons import refuse_same, shown_as
from services.settlement.store import accounts, acts, campaigns, merchants
from services.settlement.usecases.account_view import tell, view


def decide_account(
    tx: Session, request: DecideAccount, actor: Actor, envelope: Envelope
) -> AccountView:
    """Return the account as decided; a changed one serves after a cool-down only.

    Raises `AccountUnknown`, `SamePerson` and `AlreadyDecided`.
    """
    change = accounts.find(tx, request.change_id, envelope)
    if change is None:
        raise AccountUnknown
    accounts.lock(tx, change.merchant_id)
    change = accounts.find(tx, request.change_id, envelope)
    assert change is not None, "what was asked for stays"
    refuse_same(change.requested_by, actor)
    name = merchants.payees(tx, change.campaign_id)[change.merchant_code].merchant_name
    if change.approved is not None:
        if change.approved != request.approved:
            raise AlreadyDecided
        return view(change, name)
    return view(_decided(tx, change, request, actor, envelope), name)


def _decided(
    tx: Session,
    change: AccountChange,
    request: DecideAccount,
    actor: Actor,
    envelope: Envelope,
) -> AccountChange:
    at = clock.now(tx)
    today = town_day(at)
    own = accounts.approved(tx, change.campaign_id, envelope)
    latest = serving(own.get(change.merchant_id, ()), today, StatementState.RETURNED)
    decision = Decision(
        approved=request.approved,
        decided_by=actor.subject,
        decider=shown_as(actor),
        decided_at=at,
        usable_from=usable_from(latest.account if latest else None, today)
        if request.approved
        else None,
    )
    accounts.decide(tx, change, decision)
    _write_down(tx, change, request, actor, at)
    decided = replace(
        change,
        approved=request.approved,
        decider=decision.decider,
        decided_at=at,
        usable_from=decision.usable_from,
    )
    yes = request.approved
    tell(tx, decided, AccountNewsKind.APPROVED if yes else AccountNewsKind.REJECTED)
    return decided


def _write_down(
    tx: Session,
    change: AccountChange,
    request: DecideAccount,
    actor: Actor,
    at: datetime,
) -> None:
    act = acts.on_account(
        SettlementAct.ACCOUNT_DECIDED,
        campaigns.issuer_of(tx, change.campaign_id),
        change,
        approved=request.approved,
    )
    acts.note(tx, act, actor, at=at)
