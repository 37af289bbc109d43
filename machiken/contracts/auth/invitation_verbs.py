"""The verbs about completion mails that are held until the office sends them."""

from machiken.contracts.actor import OFFICE, OPERATOR, Role
from machiken.contracts.auth.invitations import (
    InvitationsQuery,
    InvitationsView,
    SendInvitations,
)
from machiken.contracts.auth.verbs import SERVICE
from machiken.contracts.verbs import Verb

INVITATIONS = Verb(
    service=SERVICE,
    name="invitations",
    request=InvitationsQuery,
    answer=InvitationsView,
    roles=OPERATOR | OFFICE,
)
SEND_INVITATIONS = Verb(
    service=SERVICE,
    name="send_invitations",
    request=SendInvitations,
    answer=InvitationsView,
    roles=OPERATOR | {Role.OFFICE_CLERK, Role.OFFICE_ADMINISTRATOR},
)
