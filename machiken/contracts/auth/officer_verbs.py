"""The verbs about the office's own staff: its administrators' and the operator's."""

from typing import Final

from machiken.contracts.actor import OPERATOR, Role
from machiken.contracts.auth.officers import (
    ChangeOfficerRole,
    DisableOfficer,
    EnableOfficer,
    OfficerList,
    OfficersQuery,
    UnlockOfficer,
)
from machiken.contracts.auth.staff import StaffChanged
from machiken.contracts.auth.verbs import SERVICE
from machiken.contracts.verbs import Verb

_ADMINISTRATORS: Final = OPERATOR | {Role.OFFICE_ADMINISTRATOR}

OFFICERS = Verb(
    service=SERVICE,
    name="officers",
    request=OfficersQuery,
    answer=OfficerList,
    roles=_ADMINISTRATORS,
)
CHANGE_OFFICER_ROLE = Verb(
    service=SERVICE,
    name="change_officer_role",
    request=ChangeOfficerRole,
    answer=StaffChanged,
    roles=_ADMINISTRATORS,
    proven=True,
)
DISABLE_OFFICER = Verb(
    service=SERVICE,
    name="disable_officer",
    request=DisableOfficer,
    answer=StaffChanged,
    roles=_ADMINISTRATORS,
    proven=True,
)
ENABLE_OFFICER = Verb(
    service=SERVICE,
    name="enable_officer",
    request=EnableOfficer,
    answer=StaffChanged,
    roles=_ADMINISTRATORS,
    proven=True,
)
UNLOCK_OFFICER = Verb(
    service=SERVICE,
    name="unlock_officer",
    request=UnlockOfficer,
    answer=StaffChanged,
    roles=_ADMINISTRATORS,
    proven=True,
)
