"""Propose another mail address for somebody who rang up; another person decides."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    AccountNews,
    AccountUnknown,
    MailProposal,
    MailProposalOpen,
    MailUnchanged,
    ProposeMailChange,
    RegistrationMalformed,
)
from machiken.ids import MailProposalId
from services.auth.domain.account import Candidate
from services.auth.domain.audit import Happening, by_actor
from services.auth.domain.mail_address import masked
from services.auth.domain.mail_proposal import LIFE, Proposal, Proposed
from services.auth.domain.registration import fits
from services.auth.domain.standing import Standing
from services.auth.store import accounts, audit, mail_proposals, people, staff
from services.auth.store.tables import OUTBOX
from services.auth.usecases.mail_proposal_view import view
from services.auth.usecases.officer_acts import check_still_stands
from services.auth.usecases.remove_authenticator import look_after


def propose_mail_change(
    tx: Session, request: ProposeMailChange, actor: Actor
) -> MailProposal:
    """Return what waits for a decision; the present address is told of it.

    Raises `RegistrationMalformed`, `AccountUnknown`, `MailUnchanged`,
    `MailProposalOpen`, and `NotAllowed` where a clerk means a colleague.
    """
    for field in ("email", "reason"):
        if not fits(field, getattr(request, field)):
            raise RegistrationMalformed(field=field)
    look_after(request.site, actor)
    candidate = _locked(tx, request, actor)
    his, email_before = candidate.standing, candidate.email
    if email_before == request.email:
        raise MailUnchanged
    at = clock.now(tx)
    waiting = mail_proposals.waiting(tx, his.staff_id, at=at)
    if waiting is None:
        proposed = _proposed(request, his, email_before, actor, at)
        return view(_recorded(tx, proposed, request, actor), actor, at=at)
    same = (request.email, actor.subject)
    if (waiting.proposed.email, waiting.proposed.proposed_by) != same:
        raise MailProposalOpen
    return view(waiting, actor, at=at)


def _locked(tx: Session, request: ProposeMailChange, actor: Actor) -> Candidate:
    """Return who is meant; he and who proposes stay as they are until `tx` ends."""
    found = accounts.find(tx, request)
    if found is None:
        raise AccountUnknown
    staff.lock_both(tx, found.standing.staff_id, actor.staff_id)
    check_still_stands(tx, actor)
    present = accounts.find(tx, request)
    if present is None:
        raise AccountUnknown
    return present


def _proposed(
    request: ProposeMailChange,
    his: Standing,
    email_before: str,
    actor: Actor,
    at: datetime,
) -> Proposed:
    return Proposed(
        proposal_id=MailProposalId(uuid4()),
        staff_id=his.staff_id,
        site=his.site,
        merchant_id=his.merchant_id,
        email_before=email_before,
        email=request.email,
        reason=request.reason,
        proposed_by=actor.subject,
        proposer=actor.login_id or actor.subject,
        proposed_at=at,
        expires_at=at + LIFE,
    )


def _recorded(
    tx: Session, proposed: Proposed, request: ProposeMailChange, actor: Actor
) -> Proposal:
    """Write it down, tell the present address, and return it."""
    at = proposed.proposed_at
    mail_proposals.record(tx, proposed)
    proposal = mail_proposals.find(tx, proposed.proposal_id)
    assert proposal is not None, "it was written down just now"
    news = people.addressee(tx, proposed.staff_id).touched(
        AccountNews.MAIL_CHANGE_PROPOSED
    )
    hidden = masked(proposed.email)
    news = replace(news, new_email=hidden, place_name=proposal.place_name)
    outbox.append(tx, OUTBOX, news, at=at)
    told = by_actor(Happening.MAIL_CHANGE_PROPOSED, actor, proposed.staff_id)
    told = told.came_from(request.origin)
    told = replace(told, merchant_id=proposed.merchant_id)
    audit.record(tx, replace(told, detail=f"{hidden}: {proposed.reason}"), at=at)
    return proposal
