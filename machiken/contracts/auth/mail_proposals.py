"""メールアドレス変更の申請: one of the office proposes, another decides.

Numbers of sign-in go to the address, so whoever could move it alone could come in as
somebody else.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from machiken.contracts.auth.origin import NO_BROWSER, Origin
from machiken.contracts.auth.sign_in import EndedSession, Site
from machiken.ids import IssuerCode, MailProposalId, MerchantId


class MailProposalState(StrEnum):
    """How far a proposal has come."""

    WAITING = "waiting"
    APPROVED = "approved"
    TURNED_DOWN = "turned_down"
    EXPIRED = "expired"
    VOIDED = "voided"
    """The address changed otherwise, or who it is about or by whom was disabled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeMailChange:
    """Propose another address for an account; the same again changes nothing."""

    site: Site
    issuer_code: IssuerCode
    code: str
    login_id: str
    email: str
    """The new one."""
    reason: str
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class MailProposal:
    """A proposal, as whoever proposes or decides sees it."""

    proposal_id: MailProposalId
    site: Site
    merchant_id: MerchantId | None
    place_name: str
    login_id: str
    staff_name: str
    email_before: str
    email: str
    reason: str
    proposed_by: str
    """The login id, or the operator's name."""
    proposed_at: datetime
    expires_at: datetime
    state: MailProposalState
    decided_by: str
    """Empty for as long as nobody has."""
    decided_at: datetime | None
    is_mine: bool
    """Whether the one who asks proposed it, or it is about him: others decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideMailProposal:
    """Approve a proposal or turn it down; once approved, mail goes to the new one."""

    proposal_id: MailProposalId
    approved: bool
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class MailProposalDecided:
    """It is decided; approved, it ended all sessions of whom it is about."""

    proposal: MailProposal
    ended: tuple[EndedSession, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MailProposalsQuery:
    """Ask for the proposals that wait, and those of the last 31 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailProposals:
    """Those that wait first, then the newest first."""

    proposals: tuple[MailProposal, ...]
    waiting: int
