"""Another address that the office proposes: who may decide, and until when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    MailProposalExpired,
    MailProposalSettled,
    MailProposalState,
    MailProposalVoided,
    ProposedByOneself,
    Site,
    StaffIsOneself,
)
from machiken.ids import MailProposalId, MerchantId, StaffId

LIFE: Final = timedelta(days=7)
"""The office was rung up: what was said then proves little after a week."""
SHOWN: Final = timedelta(days=31)
"""For so long the office sees what became of it; the audit has it for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What is asked for whom, by whom, and from which address away."""

    proposal_id: MailProposalId
    staff_id: StaffId
    site: Site
    merchant_id: MerchantId | None
    """At which merchant he was named, if at one."""
    email_before: str
    email: str
    reason: str
    proposed_by: str
    proposer: str
    """As people know him: the login id, or the operator's name."""
    proposed_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Yes or no, and whose."""

    approved: bool
    decided_by: str
    decider: str
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal and what has become of it; the names are the present ones."""

    proposed: Proposed
    decision: Decision | None
    voided_at: datetime | None
    login_id: str
    staff_name: str
    place_name: str

    def state(self, at: datetime) -> MailProposalState:
        """Return how far it has come at this moment."""
        if self.decision is not None:
            yes = self.decision.approved
            return MailProposalState.APPROVED if yes else MailProposalState.TURNED_DOWN
        expires_at = self.proposed.expires_at
        if self.voided_at is not None and self.voided_at < expires_at:
            return MailProposalState.VOIDED
        if expires_at <= at:
            return MailProposalState.EXPIRED
        return MailProposalState.WAITING

    def is_of(self, actor: Actor) -> bool:
        """Return whether he proposed it, or it is about him: others decide."""
        mine = self.proposed.proposed_by == actor.subject
        return mine or self.proposed.staff_id == actor.staff_id


def check_decider(proposal: Proposal, actor: Actor) -> None:
    """Do nothing where a second person decides, about somebody else.

    Raises `ProposedByOneself`, `StaffIsOneself`.
    """
    if proposal.proposed.proposed_by == actor.subject:
        raise ProposedByOneself
    if proposal.proposed.staff_id == actor.staff_id:
        raise StaffIsOneself


def check_waits(proposal: Proposal, at: datetime) -> None:
    """Do nothing where it waits for a decision.

    Raises `MailProposalExpired`, `MailProposalVoided`, `MailProposalSettled`.
    """
    match proposal.state(at):
        case MailProposalState.WAITING:
            return
        case MailProposalState.EXPIRED:
            raise MailProposalExpired
        case MailProposalState.VOIDED:
            raise MailProposalVoided
        case _:
            raise MailProposalSettled
