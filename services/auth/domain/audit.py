"""What is written down about who came in, who tried to, and who let whom."""

from dataclasses import dataclass
from enum import StrEnum

from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import Site
from machiken.ids import StaffId


class Happening(StrEnum):
    """What an audit row tells of."""

    MERCHANT_REGISTERED = "merchant_registered"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One row: what happened, by whom, to whom, from where."""

    happening: Happening
    actor_role: Role
    actor: str
    staff_id: StaffId | None = None
    """Whom it is about."""
    site: Site | None = None
    account: bytes | None = None
    """The digest of what was typed, where it may have meant nobody."""
    address: str | None = None
    detail: str = ""


def by_actor(happening: Happening, actor: Actor, staff_id: StaffId) -> AuditEntry:
    """Return the entry of what a signed-in person did to somebody's account."""
    return AuditEntry(
        happening=happening,
        actor_role=actor.role,
        actor=actor.subject,
        staff_id=staff_id,
    )
