"""Who may act on whom at a merchant: nobody above himself, nobody on himself.

代表者 stands above 店長, 店長 above スタッフ. One acts on those who stand as high or
lower, and gives roles as high or lower. The representative's own role is given by the
office alone, so that a merchant has exactly one at all times.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from machiken.contracts.actor import OFFICE, OPERATOR, SHOP, Role
from machiken.contracts.auth import (
    RegistrationMalformed,
    RepresentativeNeeded,
    ResendWaits,
    StaffAboveOneself,
    StaffFull,
    StaffIsOneself,
)
from machiken.ids import StaffId

_ABOVE_ALL: Final = 9
_HEIGHT: Final = {
    Role.STAFF: 1,
    Role.MANAGER: 2,
    Role.REPRESENTATIVE: 3,
    **dict.fromkeys(OFFICE | OPERATOR, _ABOVE_ALL),
}
GIVEN: Final = (Role.MANAGER, Role.STAFF)
"""The roles that are given here."""
STAFF_MAX: Final = 100
"""How many a merchant may have; each invitation is a mail to whom it names."""
SENT_MAX: Final = 3
SENT_WITHIN: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who acts: as what, and who he is where he is one of the people himself."""

    role: Role
    staff_id: StaffId | None


def may_act_on(acting: Acting, staff_id: StaffId, role: Role) -> bool:
    """Return whether the one may act on the other."""
    return acting.staff_id != staff_id and _HEIGHT[role] <= _HEIGHT[acting.role]


def roles_to_give(acting: Acting) -> Sequence[Role]:
    """Return the roles that somebody may give, the highest first."""
    return [role for role in GIVEN if _HEIGHT[role] <= _HEIGHT[acting.role]]


def check_act(acting: Acting, staff_id: StaffId, role: Role) -> None:
    """Do nothing where the one may act on the other.

    Raises `StaffIsOneself`, `StaffAboveOneself`.
    """
    if acting.staff_id == staff_id:
        raise StaffIsOneself
    if not may_act_on(acting, staff_id, role):
        raise StaffAboveOneself


def check_room(members: int) -> None:
    """Do nothing where one more may join. Raises `StaffFull`."""
    if members >= STAFF_MAX:
        raise StaffFull(staff_max=str(STAFF_MAX))


def check_pace(sent: Sequence[datetime]) -> None:
    """Do nothing where another initial password may be mailed. Raises `ResendWaits`.

    `sent` are the moments of the last quarter of an hour's, oldest first.
    """
    if len(sent) >= SENT_MAX:
        raise ResendWaits(until=(sent[-SENT_MAX] + SENT_WITHIN).isoformat())


def check_removal(role: Role) -> None:
    """Do nothing where the merchant can do without. Raises `RepresentativeNeeded`."""
    if role is Role.REPRESENTATIVE:
        raise RepresentativeNeeded


def check_gift(acting: Acting, role: Role) -> None:
    """Do nothing where the role may be given.

    Raises `RegistrationMalformed` for what is no role of staff, `StaffAboveOneself`.
    """
    if role not in SHOP or role is Role.REPRESENTATIVE:
        raise RegistrationMalformed(field="role")
    if role not in roles_to_give(acting):
        raise StaffAboveOneself
