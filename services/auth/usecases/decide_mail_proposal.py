"""Approve another's proposal of a mail address, or turn it down."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    AccountNews,
    DecideMailProposal,
    MailAddressChanged,
    MailProposalDecided,
    MailProposalUnknown,
    MailProposalVoided,
)
from machiken.contracts.auth.sign_in import EndedSession
from machiken.ids import MailProposalId
from services.auth.domain.audit import Happening, by_actor
from services.auth.domain.mail_address import masked
from services.auth.domain.mail_proposal import (
    Decision,
    Proposal,
    check_decider,
    check_waits,
)
from services.auth.store import audit, devices, mail_proposals, people, staff
from services.auth.store.tables import OUTBOX
from services.auth.usecases.mail_proposal_view import view
from services.auth.usecases.move_address import move_address
from services.auth.usecases.officer_acts import check_still_stands


def decide_mail_proposal(
    tx: Session, request: DecideMailProposal, actor: Actor
) -> MailProposalDecided:
    """Return the proposal as decided, and the sessions that ended by it.

    The same again by the same person changes nothing. Raises `MailProposalUnknown`,
    `ProposedByOneself`, `StaffIsOneself`, `MailProposalExpired`, `MailProposalVoided`,
    `MailProposalSettled`, and `NotAllowed` for who is not what his token says.
    """
    proposal = _locked(tx, request.proposal_id, actor)
    check_decider(proposal, actor)
    at = clock.now(tx)
    decision = Decision(
        approved=request.approved,
        decided_by=actor.subject,
        decider=actor.login_id or actor.subject,
        decided_at=at,
    )
    before = proposal.decision
    if before is not None and replace(before, decided_at=at) == decision:
        return MailProposalDecided(proposal=view(proposal, actor, at=at))
    check_waits(proposal, at)
    if people.addressee(tx, proposal.proposed.staff_id).email != (
        proposal.proposed.email_before
    ):
        raise MailProposalVoided
    mail_proposals.decide(tx, request.proposal_id, decision)
    proposal = replace(proposal, decision=decision)
    ended = _moved(tx, proposal, at) if request.approved else _left(tx, proposal, at)
    _write_down(tx, proposal, request, actor, at)
    return MailProposalDecided(proposal=view(proposal, actor, at=at), ended=ended)


def _locked(tx: Session, proposal_id: MailProposalId, actor: Actor) -> Proposal:
    """Return it; whom it is about and who decides stay as they are until `tx` ends."""
    found = mail_proposals.find(tx, proposal_id)
    if found is None:
        raise MailProposalUnknown
    staff.lock_both(tx, found.proposed.staff_id, actor.staff_id)
    check_still_stands(tx, actor)
    present = mail_proposals.find(tx, proposal_id)
    assert present is not None, "what was proposed stays"
    return present


def _moved(tx: Session, proposal: Proposal, at: datetime) -> tuple[EndedSession, ...]:
    """Have mail go to the new address; no browser is known any more, nobody is in."""
    proposed = proposal.proposed
    devices.forget(tx, proposed.staff_id)
    moved = MailAddressChanged(
        staff_id=proposed.staff_id,
        email=proposed.email,
        masked_email=masked(proposed.email),
        email_before=proposed.email_before,
        login_id=proposal.login_id,
        campaign_id=people.addressee(tx, proposed.staff_id).campaign_id,
        place_name=proposal.place_name,
    )
    return move_address(tx, moved, but=None, at=at)


def _left(tx: Session, proposal: Proposal, at: datetime) -> tuple[EndedSession, ...]:
    """Tell the address, which was told of the proposal, that it stays."""
    news = people.addressee(tx, proposal.proposed.staff_id).touched(
        AccountNews.MAIL_CHANGE_TURNED_DOWN
    )
    outbox.append(tx, OUTBOX, replace(news, place_name=proposal.place_name), at=at)
    return ()


def _write_down(
    tx: Session,
    proposal: Proposal,
    request: DecideMailProposal,
    actor: Actor,
    at: datetime,
) -> None:
    proposed = proposal.proposed
    happening = (
        Happening.MAIL_CHANGED
        if request.approved
        else Happening.MAIL_CHANGE_TURNED_DOWN
    )
    told = by_actor(happening, actor, proposed.staff_id).came_from(request.origin)
    told = replace(told, merchant_id=proposed.merchant_id)
    audit.record(tx, replace(told, detail=masked(proposed.email)), at=at)
