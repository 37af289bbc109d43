"""Who may change whom in the office: nobody himself, nor the last administrator."""

from machiken.contracts.actor import OFFICE, Role
from machiken.contracts.auth import (
    AdministratorNeeded,
    RegistrationMalformed,
    StaffIsOneself,
)
from machiken.ids import StaffId


def check_act(acting: StaffId | None, staff_id: StaffId) -> None:
    """Do nothing where somebody else is meant. Raises `StaffIsOneself`."""
    if acting == staff_id:
        raise StaffIsOneself


def check_gift(role: Role) -> None:
    """Do nothing where it is a role of the office. Raises `RegistrationMalformed`."""
    if role not in OFFICE:
        raise RegistrationMalformed(field="role")


def check_left(administrators: int) -> None:
    """Do nothing where an administrator is left. Raises `AdministratorNeeded`."""
    if administrators < 1:
        raise AdministratorNeeded
