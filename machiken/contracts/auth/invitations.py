"""Completion mails (登録完了のお知らせ) of one recruitment window, sent all at once."""

from dataclasses import dataclass
from datetime import datetime

from machiken.ids import IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class SendInvitations:
    """Send the held completion mails of one recruitment window; again is nothing."""

    issuer_code: IssuerCode
    recruitment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationsQuery:
    """Ask how the completion mails of a campaign stand."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class RecruitmentView:
    """One recruitment window: how many completion mails are held, leaving and gone."""

    recruitment: int
    held: int
    """Registered; the office has not said yet that they be sent."""
    leaving: int
    """To be sent; the worker hands them over a few at a time."""
    sent: int
    last_sent_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationsView:
    """All windows of a campaign that held mails, in their order."""

    recruitments: tuple[RecruitmentView, ...]
