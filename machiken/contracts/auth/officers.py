"""事務局職員: who works in the office, and what its administrators do about it.

A new one is registered by `RegisterOfficer`; his password is sent anew by
`ReissuePassword`.
"""

from dataclasses import dataclass
from datetime import datetime

from machiken.contracts.actor import Role
from machiken.contracts.auth.origin import NO_BROWSER, Origin
from machiken.ids import StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficersQuery:
    """Ask who works in the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody who works in the office."""

    staff_id: StaffId
    login_id: str
    name: str
    email: str
    role: Role
    since: datetime
    disabled_at: datetime | None
    initial_until: datetime | None
    """Until when his initial password is good, where he has not changed it."""
    locked_until: datetime | None
    has_authenticator: bool
    is_oneself: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerList:
    """All of them, in the order of their login ids."""

    officers: tuple[Officer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOfficerRole:
    """Give somebody another role; all his sessions end."""

    staff_id: StaffId
    role: Role
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class DisableOfficer:
    """Let somebody come in no more; all his sessions end."""

    staff_id: StaffId
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class EnableOfficer:
    """Let somebody come in again, with the password that he had."""

    staff_id: StaffId
    origin: Origin = NO_BROWSER


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockOfficer:
    """End the rest that follows on too many failures."""

    staff_id: StaffId
    origin: Origin = NO_BROWSER
