"""Passwords: changed by their owner, reset by mail, issued anew by the office."""

from dataclasses import dataclass
from datetime import datetime

from machiken.contracts.auth.sign_in import EndedSession, Site
from machiken.ids import IssuerCode, StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """Replace one's password; the session that asks goes on, all others end."""

    session_secret: str
    password: str
    """The present one."""
    new_password: str
    address: str
    user_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged:
    """The new password holds from now on."""

    ended: tuple[EndedSession, ...]
    session_secret: str = ""
    """The new one of the session that goes on; nothing where none does (a reset)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginReset:
    """Say that a password is forgotten; whoever has the mailbox gets a code.

    The answer is the same for accounts that don't exist.
    """

    site: Site
    issuer_code: IssuerCode
    code: str
    login_id: str
    address: str
    user_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetBegun:
    """If there is such an account, its mail is on the way."""

    reset_secret: str
    """What the browser keeps: the code is good there and nowhere else."""
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveReset:
    """Prove the mailbox by the mailed code, in the browser that began."""

    reset_secret: str
    reset_code: str
    address: str
    user_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetProven:
    """The code was right; a new password may be chosen until `expires_at`."""

    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishReset:
    """Choose the new password, once, after the code was right."""

    reset_secret: str
    new_password: str
    address: str
    user_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReissuePassword:
    """Send somebody a new initial password; the old one and all sessions end."""

    site: Site
    issuer_code: IssuerCode
    code: str
    login_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordReissued:
    """The mail is on its way."""

    staff_id: StaffId
    masked_email: str
    expires_at: datetime
    ended: tuple[EndedSession, ...] = ()
