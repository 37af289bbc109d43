"""監査記録: who came in, who tried to, who let whom; as its readers see it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from machiken.contracts.actor import Role
from machiken.contracts.auth.origin import NO_BROWSER, Origin
from machiken.contracts.auth.sign_in import Site
from machiken.contracts.auth.staff import MerchantRef


class Happening(StrEnum):
    """What an audit row tells of."""

    MERCHANT_REGISTERED = "merchant_registered"
    INVITATIONS_SENT = "invitations_sent"
    MERCHANT_APPLIED = "merchant_applied"
    APPLICATION_CORRECTED = "application_corrected"
    APPLICATION_TURNED_DOWN = "application_turned_down"
    INTAKE_CHECKED = "intake_checked"
    INTAKE_APPLIED = "intake_applied"
    MERCHANTS_CERTIFIED = "merchants_certified"
    REGISTRATION_ASKED = "registration_asked"
    MERCHANT_SUSPENDED = "merchant_suspended"
    MERCHANT_REINSTATED = "merchant_reinstated"
    OFFICER_REGISTERED = "officer_registered"
    SIGN_IN_BEGUN = "sign_in_begun"
    SIGN_IN_FAILED = "sign_in_failed"
    ONE_TIME_PASSWORD_WRONG = "one_time_password_wrong"  # noqa: S105 - a name
    SIGN_IN_FINISHED = "sign_in_finished"
    SESSION_ENDED = "session_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a name
    PASSWORD_CHANGE_REFUSED = "password_change_refused"  # noqa: S105 - a name
    RESET_BEGUN = "reset_begun"
    RESET_CODE_WRONG = "reset_code_wrong"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a name
    ACCOUNT_LOCKED = "account_locked"
    NUMBERS_USED_UP = "numbers_used_up"
    RESET_DUE = "reset_due"
    NEW_DEVICE = "new_device"
    TOKEN_COPIED = "token_copied"  # noqa: S105 - a name
    SESSION_RECALLED = "session_recalled"
    PROOF_GIVEN = "proof_given"
    PROOF_REFUSED = "proof_refused"
    PASSWORD_REISSUED = "password_reissued"  # noqa: S105 - a name
    STAFF_INVITED = "staff_invited"
    STAFF_JOINED = "staff_joined"
    STAFF_DISABLED = "staff_disabled"
    STAFF_ENABLED = "staff_enabled"
    STAFF_UNLOCKED = "staff_unlocked"
    ROLE_CHANGED = "role_changed"
    REPRESENTATIVE_CHANGED = "representative_changed"
    MERCHANT_SWITCHED = "merchant_switched"
    NAME_CHANGED = "name_changed"
    MAIL_CHANGE_BEGUN = "mail_change_begun"
    MAIL_CHANGE_REFUSED = "mail_change_refused"
    MAIL_CHANGED = "mail_changed"
    MAIL_CHANGE_PROPOSED = "mail_change_proposed"
    MAIL_CHANGE_TURNED_DOWN = "mail_change_turned_down"
    OFFICER_DISABLED = "officer_disabled"
    OFFICER_ENABLED = "officer_enabled"
    OFFICER_UNLOCKED = "officer_unlocked"
    OFFICER_ROLE_CHANGED = "officer_role_changed"
    AUTHENTICATOR_ADDED = "authenticator_added"
    AUTHENTICATOR_REMOVED = "authenticator_removed"
    RECOVERY_CODE_USED = "recovery_code_used"
    AUDIT_SAVED = "audit_saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAuditQuery:
    """Ask what happened to one's own account, before the row `before` if given."""

    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditQuery:
    """Ask what happened; every condition that is given must hold."""

    login_id: str = ""
    """Of whom it is about, in whichever company."""
    merchant: MerchantRef | None = None
    happening: Happening | None = None
    first_on: date | None = None
    last_on: date | None = None
    before: int | None = None
    actor: str = ""
    """The login id of who did it, or the operator's name."""
    lines_max: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One row: what happened, by whom, to whom, where and from where."""

    audit_id: int
    at: datetime
    happening: Happening
    actor_role: Role
    actor: str
    """The login id, or the operator's name; empty for nobody known."""
    login_id: str
    staff_name: str
    """Whom it is about; both are empty where what was typed meant nobody."""
    merchant_code: str
    site: Site | None
    address: str
    device: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """What happened, the newest first, and from which row on there is more."""

    lines: tuple[AuditLine, ...]
    next_before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAudit:
    """Write down that the audit is being saved as a file, before it is handed out."""

    rows: int
    """How many rows of all services the file has."""
    conditions: dict[str, str] = field(default_factory=dict)
    """What the rows were chosen by, as the form names it."""
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditNoted:
    """It is written down, at this moment."""

    at: datetime
