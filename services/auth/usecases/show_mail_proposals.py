"""List the mail addresses that were proposed: those that wait, and lately decided."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import MailProposals, MailProposalState
from services.auth.domain.mail_proposal import SHOWN
from services.auth.store import mail_proposals
from services.auth.usecases.mail_proposal_view import view


def show_mail_proposals(tx: Session, actor: Actor) -> MailProposals:
    """Return them; a clerk sees none of colleagues, who are not his to look after."""
    at = clock.now(tx)
    with_office = actor.role is not Role.OFFICE_CLERK
    found = mail_proposals.since(tx, at - SHOWN, with_office=with_office)
    shown = [view(each, actor, at=at) for each in found]
    waiting = [each for each in shown if each.state is MailProposalState.WAITING]
    settled = [each for each in shown if each.state is not MailProposalState.WAITING]
    return MailProposals(proposals=(*waiting, *settled), waiting=len(waiting))
