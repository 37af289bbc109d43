"""A proposed mail address as somebody of the office sees it."""

from datetime import datetime

from machiken.contracts.actor import Actor
from machiken.contracts.auth import MailProposal
from services.auth.domain.mail_proposal import Proposal


def view(proposal: Proposal, actor: Actor, *, at: datetime) -> MailProposal:
    """Return it; both addresses whole, for they are to be compared."""
    proposed, decision = proposal.proposed, proposal.decision
    return MailProposal(
        proposal_id=proposed.proposal_id,
        site=proposed.site,
        merchant_id=proposed.merchant_id,
        place_name=proposal.place_name,
        login_id=proposal.login_id,
        staff_name=proposal.staff_name,
        email_before=proposed.email_before,
        email=proposed.email,
        reason=proposed.reason,
        proposed_by=proposed.proposer,
        proposed_at=proposed.proposed_at,
        expires_at=proposed.expires_at,
        state=proposal.state(at),
        decided_by=decision.decider if decision else "",
        decided_at=decision.decided_at if decision else None,
        is_mine=proposal.is_of(actor),
    )
