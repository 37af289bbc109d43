"""The doors about completion mails that are held until the office sends them."""

from machiken.bus.doors import answers
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    InvitationsQuery,
    InvitationsView,
    SendInvitations,
    invitation_verbs,
)
from machiken.database import Transactions
from services.auth.usecases.send_invitations import send_invitations, show_invitations


class InvitationDoors:
    """When people who are registered hear of it."""

    db: Transactions

    @answers(invitation_verbs.INVITATIONS)
    def invitations(self, request: InvitationsQuery, _actor: Actor) -> InvitationsView:
        """Tell how many completion mails are held, leaving and gone."""
        with self.db.begin() as tx:
            return show_invitations(tx, request)

    @answers(invitation_verbs.SEND_INVITATIONS)
    def send_invitations(
        self, request: SendInvitations, actor: Actor
    ) -> InvitationsView:
        """Have the completion mails of one recruitment window sent."""
        with self.db.begin() as tx:
            return send_invitations(tx, request, actor)
