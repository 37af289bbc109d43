"""The doors about the office's own staff."""

from machiken.bus.doors import answers
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    ChangeOfficerRole,
    DisableOfficer,
    EnableOfficer,
    OfficerList,
    OfficersQuery,
    StaffChanged,
    UnlockOfficer,
    officer_verbs,
)
from machiken.database import Transactions
from services.auth.settings import Settings
from services.auth.usecases.change_officer_role import change_officer_role
from services.auth.usecases.disable_officer import disable_officer, enable_officer
from services.auth.usecases.show_officers import show_officers
from services.auth.usecases.unlock_officer import unlock_officer


class OfficerDoors:
    """Who works in the office, and as what."""

    db: Transactions
    settings: Settings

    @answers(officer_verbs.OFFICERS)
    def officers(self, _request: OfficersQuery, actor: Actor) -> OfficerList:
        """Say who works in the office."""
        with self.db.begin() as tx:
            return show_officers(tx, actor, self.settings.keys)

    @answers(officer_verbs.CHANGE_OFFICER_ROLE)
    def change_officer_role(
        self, request: ChangeOfficerRole, actor: Actor
    ) -> StaffChanged:
        """Give somebody another role."""
        with self.db.begin() as tx:
            return change_officer_role(tx, request, actor)

    @answers(officer_verbs.DISABLE_OFFICER)
    def disable_officer(self, request: DisableOfficer, actor: Actor) -> StaffChanged:
        """Let somebody come in no more."""
        with self.db.begin() as tx:
            return disable_officer(tx, request, actor)

    @answers(officer_verbs.ENABLE_OFFICER)
    def enable_officer(self, request: EnableOfficer, actor: Actor) -> StaffChanged:
        """Let somebody come in again."""
        with self.db.begin() as tx:
            return enable_officer(tx, request, actor)

    @answers(officer_verbs.UNLOCK_OFFICER)
    def unlock_officer(self, request: UnlockOfficer, actor: Actor) -> StaffChanged:
        """End the rest after too many failures."""
        with self.db.begin() as tx:
            return unlock_officer(tx, request, actor, self.settings.keys)
