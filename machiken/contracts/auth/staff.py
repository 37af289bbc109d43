"""スタッフ情報管理: who works at a merchant, and what is done about it (S-ACT-2)."""

from dataclasses import dataclass
from datetime import datetime

from machiken.contracts.actor import Role
from machiken.contracts.auth.origin import NO_BROWSER, Origin
from machiken.contracts.auth.sign_in import EndedSession
from machiken.ids import IssuerCode, MerchantCode, StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantRef:
    """Which merchant the office or the operator means; a till's token says its own."""

    issuer_code: IssuerCode
    merchant_code: MerchantCode


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffQuery:
    """Ask who belongs to the merchant."""

    merchant: MerchantRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody who belongs to a merchant, as whoever asks may see him."""

    staff_id: StaffId
    login_id: str
    name: str
    email: str
    """Whole where the one who asks may act on him, else just enough to know it by."""
    role: Role
    since: datetime
    disabled_at: datetime | None
    initial_until: datetime | None
    """Until when his initial password is good, where he has not changed it."""
    locked_until: datetime | None
    is_oneself: bool
    may_be_managed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffList:
    """A merchant's people: the representative first, then by role and login id."""

    merchant_code: MerchantCode
    merchant_name: str
    members: tuple[StaffMember, ...]
    roles_to_give: tuple[Role, ...]
    """The roles that the one who asks may give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteStaff:
    """Give somebody an account at the merchant; the initial password goes by mail.

    Whoever has an account in the company (same login id, same address) becomes a member
    of this merchant as well and keeps his password. The same again changes nothing.
    """

    login_id: str
    name: str
    email: str
    role: Role
    merchant: MerchantRef | None = None
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffWelcomed:
    """He belongs to the merchant, and is told by mail."""

    staff_id: StaffId
    masked_email: str
    is_new: bool
    """False where he had an account in the company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisableStaff:
    """Let somebody come in at the merchant no more; all his sessions end."""

    staff_id: StaffId
    merchant: MerchantRef | None = None
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class EnableStaff:
    """Let somebody come in again, with the password that he had."""

    staff_id: StaffId
    merchant: MerchantRef | None = None
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStaffRole:
    """Make somebody a manager or a member of staff; all his sessions end."""

    staff_id: StaffId
    role: Role
    merchant: MerchantRef | None = None
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class ResendPassword:
    """Send a new initial password to somebody who has not chosen his own yet."""

    staff_id: StaffId
    merchant: MerchantRef | None = None
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockStaff:
    """End the rest that follows on too many failures at the merchant's sign-in."""

    staff_id: StaffId
    merchant: MerchantRef | None = None
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChanged:
    """It is so, whether or not it was before."""

    staff_id: StaffId
    ended: tuple[EndedSession, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRepresentative:
    """Have another member of the merchant represent it; the one before is staff."""

    merchant: MerchantRef
    login_id: str
    origin: Origin = NO_BROWSER
