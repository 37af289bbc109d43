"""What the auth service announces."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from machiken.confidential import Sealed
from machiken.contracts.actor import Role
from machiken.contracts.auth.sign_in import Site
from machiken.ids import (
    CampaignId,
    CompanyCode,
    CompanyId,
    IssuerCode,
    MerchantCode,
    MerchantId,
    StaffId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantRegistered:
    """A merchant may take part in a campaign; its representative is told by mail."""

    service: ClassVar[str] = "auth"
    name: ClassVar[str] = "merchant_registered"
    version: ClassVar[int] = 1

    campaign_id: CampaignId
    issuer_code: IssuerCode
    company_id: CompanyId
    company_code: CompanyCode
    company_name: str
    merchant_id: MerchantId
    merchant_code: MerchantCode
    merchant_name: str
    representative_id: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffInvited:
    """Somebody got an account, and an initial password that only his mail shows."""

    service: ClassVar[str] = "auth"
    name: ClassVar[str] = "staff_invited"
    version: ClassVar[int] = 1

    staff_id: StaffId
    role: Role
    staff_name: str
    email: str
    login_id: str
    initial_password: Sealed
    password_expires_at: datetime
    campaign_id: CampaignId | None
    company_code: CompanyCode | None
    merchant_id: MerchantId | None
    merchant_code: MerchantCode | None
    merchant_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimePasswordIssued:
    """Somebody proved his password; the mailed number is what remains."""

    service: ClassVar[str] = "auth"
    name: ClassVar[str] = "one_time_password_issued"
    version: ClassVar[int] = 1

    staff_id: StaffId
    site: Site
    email: str
    campaign_id: CampaignId | None
    place_name: str
    one_time_password: Sealed
    expires_at: datetime
    device: str = ""
    """What asked for it, as its browser says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordResetBegun:
    """Somebody forgot his password; the mailed code is good for one new one."""

    service: ClassVar[str] = "auth"
    name: ClassVar[str] = "password_reset_begun"
    version: ClassVar[int] = 1

    staff_id: StaffId
    site: Site
    email: str
    campaign_id: CampaignId | None
    place_name: str
    reset_code: Sealed
    expires_at: datetime


class AccountNews(StrEnum):
    """What somebody is told about his own account, lest it was somebody else."""

    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a name
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a name
    ACCOUNT_LOCKED = "account_locked"
    NUMBERS_USED_UP = "numbers_used_up"
    RESET_DUE = "reset_due"
    NEW_DEVICE = "new_device"
    TOKEN_COPIED = "token_copied"  # noqa: S105 - a name
    STAFF_JOINED = "staff_joined"
    STAFF_DISABLED = "staff_disabled"
    STAFF_ENABLED = "staff_enabled"
    ROLE_CHANGED = "role_changed"
    BECAME_REPRESENTATIVE = "became_representative"
    REPRESENTS_NO_MORE = "represents_no_more"
    MAIL_CHANGED = "mail_changed"
    MAIL_MOVED_HERE = "mail_moved_here"
    MAIL_CHANGE_PROPOSED = "mail_change_proposed"
    MAIL_CHANGE_TURNED_DOWN = "mail_change_turned_down"
    OFFICER_DISABLED = "officer_disabled"
    OFFICER_ENABLED = "officer_enabled"
    OFFICER_ROLE_CHANGED = "officer_role_changed"
    AUTHENTICATOR_ADDED = "authenticator_added"
    AUTHENTICATOR_REMOVED = "authenticator_removed"
    RECOVERY_CODE_USED = "recovery_code_used"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTouched:
    """Something happened to an account that its owner must hear of."""

    service: ClassVar[str] = "auth"
    name: ClassVar[str] = "account_touched"
    version: ClassVar[int] = 1

    staff_id: StaffId
    news: AccountNews
    email: str
    login_id: str
    campaign_id: CampaignId | None
    place_name: str
    until: datetime | None = None
    """Until when, where it passes by itself."""
    device: str = ""
    """On which device, where one did it."""
    role: Role | None = None
    """As what from now on, where the news is about that."""
    new_email: str = ""
    """Enough of another address to know it by, where the news is about one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailChangeAsked:
    """A representative wants another address; the code there proves that it is his."""

    service: ClassVar[str] = "auth"
    name: ClassVar[str] = "mail_change_asked"
    version: ClassVar[int] = 1

    staff_id: StaffId
    email: str
    """The new one."""
    login_id: str
    campaign_id: CampaignId | None
    place_name: str
    code: Sealed
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAddressChanged:
    """Mail for somebody goes to another address; the one before is told so."""

    service: ClassVar[str] = "auth"
    name: ClassVar[str] = "mail_address_changed"
    version: ClassVar[int] = 1

    staff_id: StaffId
    email: str
    masked_email: str
    """Enough of it for the one before, which may be in other hands."""
    email_before: str
    login_id: str
    campaign_id: CampaignId | None
    place_name: str
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeChanged:
    """Another person answers for a merchant, and gets its mails."""

    service: ClassVar[str] = "auth"
    name: ClassVar[str] = "representative_changed"
    version: ClassVar[int] = 1

    campaign_id: CampaignId
    merchant_id: MerchantId
    merchant_name: str
    representative_id: StaffId
