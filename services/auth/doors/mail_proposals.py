"""The doors of mail addresses that the office changes with two persons."""

from machiken.bus.doors import answers
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    DecideMailProposal,
    MailProposal,
    MailProposalDecided,
    MailProposals,
    MailProposalsQuery,
    ProposeMailChange,
    mail_proposal_verbs,
)
from machiken.database import Transactions
from services.auth.usecases.decide_mail_proposal import decide_mail_proposal
from services.auth.usecases.propose_mail_change import propose_mail_change
from services.auth.usecases.show_mail_proposals import show_mail_proposals


class MailProposalDoors:
    """How one of the office proposes an address, and another decides."""

    db: Transactions

    @answers(mail_proposal_verbs.PROPOSE_MAIL_CHANGE)
    def propose_mail_change(
        self, request: ProposeMailChange, actor: Actor
    ) -> MailProposal:
        """Propose another address for an account."""
        with self.db.begin() as tx:
            return propose_mail_change(tx, request, actor)

    @answers(mail_proposal_verbs.DECIDE_MAIL_PROPOSAL)
    def decide_mail_proposal(
        self, request: DecideMailProposal, actor: Actor
    ) -> MailProposalDecided:
        """Approve it or turn it down."""
        with self.db.begin() as tx:
            return decide_mail_proposal(tx, request, actor)

    @answers(mail_proposal_verbs.MAIL_PROPOSALS)
    def mail_proposals(
        self, _request: MailProposalsQuery, actor: Actor
    ) -> MailProposals:
        """Say what was proposed."""
        with self.db.begin() as tx:
            return show_mail_proposals(tx, actor)
