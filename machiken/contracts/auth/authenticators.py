"""認証アプリ: digits that one's own phone makes, in place of the mailed number.

For the office's staff and for those who represent a merchant; who becomes something
else keeps the app, and may remove it.
"""

from dataclasses import dataclass
from datetime import datetime

from machiken.contracts.auth.origin import NO_BROWSER, Origin
from machiken.contracts.auth.sign_in import EndedSession, Site
from machiken.ids import IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticatorQuery:
    """Ask whether one signs in by an app."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticatorView:
    """Since when one does; None where numbers are mailed."""

    since: datetime | None
    codes_left: int
    """How many recovery codes are still good."""
    may_begin: bool
    """Whether one's role may have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginAuthenticator:
    """Ask for a secret for one's app; the same one again while it waits."""

    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticatorBegun:
    """What the app needs; shown to its owner and nobody else, until it is confirmed."""

    secret: str
    """32 letters and digits, for who types them."""
    address: str
    """The same for a camera, by the apps' own scheme."""
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmAuthenticator:
    """Prove that the app has the secret; it is asked for from now on."""

    session_secret: str
    digits: str
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticatorConfirmed:
    """One's other sessions are over. The codes are shown once and never again."""

    recovery_codes: tuple[str, ...]
    ended: tuple[EndedSession, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveOwnAuthenticator:
    """Have numbers mailed again; one's other sessions end."""

    session_secret: str
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAuthenticator:
    """Have numbers mailed again to somebody who lost his phone and his codes."""

    site: Site
    issuer_code: IssuerCode
    code: str
    login_id: str
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticatorRemoved:
    """There is none, whether or not there was; the person's sessions ended."""

    ended: tuple[EndedSession, ...] = ()
