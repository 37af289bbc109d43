"""代表者情報変更: what the representative sees and changes of his own (S-ACT-2)."""

from dataclasses import dataclass
from datetime import datetime

from machiken.contracts.auth.origin import NO_BROWSER, Origin
from machiken.contracts.auth.sign_in import EndedSession
from machiken.ids import CompanyCode, MerchantCode


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataQuery:
    """Ask for what is registered of oneself and one's merchant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnData:
    """What is registered. What the office alone changes is shown with it."""

    name: str
    email: str
    login_id: str
    merchant_code: MerchantCode
    merchant_name: str
    company_code: CompanyCode
    company_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOwnName:
    """Change one's own name."""

    name: str
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNameChanged:
    """It is changed; views of these sessions show the old one."""

    ended: tuple[EndedSession, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginMailChange:
    """Ask for another mail address; a code goes there."""

    email: str
    password: str
    """The present one: whoever finds a till signed in can't move its mail."""
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class MailChangeBegun:
    """The code is on its way to the new address."""

    masked_email: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishMailChange:
    """Prove the new address by the mailed code; one's other sessions end."""

    session_secret: str
    code: str
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class MailChanged:
    """Mail goes to the new address from now on; the old one was told."""

    ended: tuple[EndedSession, ...]
