"""The office's own staff: who is no administrator in truth is told nothing."""

from uuid import UUID

from machiken.contracts import auth as it
from machiken.contracts.actor import Role
from machiken.contracts.auth import officer_verbs as verbs
from machiken.contracts.bus import NotAllowed
from machiken.ids import StaffId
from tests.access.row import Row, answers

NOBODY = StaffId(UUID(int=0))
SAID = (NotAllowed, it.OfficerUnknown)
"""The strangers' tokens say administrator, the office does not know them; the
operator, who is one of all, names nobody."""


ROWS = (
    Row(
        verb=verbs.OFFICERS,
        ask=lambda _: it.OfficersQuery(),
        said=(NotAllowed, answers),
    ),
    Row(
        verb=verbs.CHANGE_OFFICER_ROLE,
        ask=lambda _: it.ChangeOfficerRole(staff_id=NOBODY, role=Role.OFFICE_CLERK),
        said=SAID,
    ),
    Row(
        verb=verbs.DISABLE_OFFICER,
        ask=lambda _: it.DisableOfficer(staff_id=NOBODY),
        said=SAID,
    ),
    Row(
        verb=verbs.ENABLE_OFFICER,
        ask=lambda _: it.EnableOfficer(staff_id=NOBODY),
        said=SAID,
    ),
    Row(
        verb=verbs.UNLOCK_OFFICER,
        ask=lambda _: it.UnlockOfficer(staff_id=NOBODY),
        said=SAID,
    ),
)
