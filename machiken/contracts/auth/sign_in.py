"""Signing in, in the manual's steps, and the session that it leads to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from machiken.contracts.actor import Role
from machiken.contracts.auth.puzzles import PuzzleAnswer
from machiken.ids import IssuerCode


class Site(StrEnum):
    """Which site somebody signs in to; a session is good for one of them."""

    SHOP = "shop"
    PORTAL = "portal"
    OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginSignIn:
    """Prove the password; a one-time password is mailed when it is right.

    `code` is the merchant code in the shop, the company code at the PC, empty in the
    office.
    """

    site: Site
    issuer_code: IssuerCode
    code: str
    login_id: str
    password: str
    address: str
    """Where the browser calls from, for the audit."""
    device_secret: str = ""
    """What the browser kept of an earlier sign-in; such a device is tried less."""
    puzzle: PuzzleAnswer | None = None
    """None: by mail alone, with fewer tries. Asked for in the shop only."""
    user_agent: str = ""
    """How the browser names itself, for the audit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishSignIn:
    """Prove the mailbox by the one-time password, in the browser that began."""

    sign_in_secret: str
    one_time_password: str
    address: str
    device_secret: str = ""
    stays: bool = False
    """Whether the browser is to stay signed in (「ログイン状態を保存」)."""
    user_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOpened:
    """Somebody is in; the browser keeps `session_secret`."""

    session_secret: str
    expires_at: datetime
    device_secret: str = ""
    """To be kept beyond the session: it opens nothing, but knows the device again."""
    remember_token: str = ""
    """To be kept for 30 days, where the browser stays signed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInBegun:
    """The one-time password is on its way; the browser keeps `sign_in_secret`."""

    sign_in_secret: str
    otp_expires_at: datetime
    masked_email: str
    """Enough of the address to know which mailbox to open; empty where none is."""
    opened: SessionOpened | None = None
    """Where the campaign's PC site asks for no number: the session, which reads only.
    The fields above then say nothing."""
    by_authenticator: bool = False
    """Whether the person's own app makes the number, and nothing was mailed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeSession:
    """Look a session up; this counts as activity."""

    session_secret: str
    site: Site


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """Who is in, and the tokens that prove it to each service for a short while."""

    role: Role
    staff_name: str
    login_id: str
    issuer_code: IssuerCode
    code: str
    """The merchant code in the shop, the company code at the PC."""
    place_name: str
    """The merchant's or the company's name, shown on every page (manual §2-6)."""
    tokens: dict[str, str]
    """By service."""
    tokens_expire_at: datetime
    expires_at: datetime
    must_change_password: bool = False
    """Until the initial password is changed, the one token is good for that alone."""
    merchants: int = 1
    """To how many merchants he may switch, this one included; 0 on other sites."""
    proven_at: datetime | None = None
    """When the password was last typed in this session."""
    unused_until: datetime | None = None
    """When it ends unless it is used before."""
    stays: bool = False
    """Whether the browser then opens another by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedSession:
    """A session that is over before its time, so that nobody remembers it longer."""

    site: Site
    secret_digest: str
    """SHA-256 of its secret, in hex: enough to find it in a memory, not to enter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSession:
    """Sign out."""

    session_secret: str
    address: str = ""
    user_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded:
    """The session is over, whether or not there was one."""
