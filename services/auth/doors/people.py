"""The doors about people: staff, the representative, several merchants, the audit."""

from machiken.bus.aside import aside, seat
from machiken.bus.doors import answers
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    AuditNoted,
    AuditPage,
    AuditQuery,
    BeginMailChange,
    ChangeOwnName,
    ChangeRepresentative,
    ChangeStaffRole,
    DisableStaff,
    EnableStaff,
    FinishMailChange,
    InviteStaff,
    MailChangeBegun,
    MailChanged,
    OwnAuditQuery,
    OwnData,
    OwnDataQuery,
    OwnMerchants,
    OwnMerchantsQuery,
    OwnNameChanged,
    ResendPassword,
    SaveAudit,
    SessionOpened,
    StaffChanged,
    StaffList,
    StaffQuery,
    StaffWelcomed,
    SwitchMerchant,
    UnlockStaff,
    people_verbs,
)
from machiken.database import Transactions
from services.auth.domain import initial_password, password_hash
from services.auth.settings import Settings
from services.auth.usecases import begin_mail_change as moving
from services.auth.usecases.change_representative import change_representative
from services.auth.usecases.change_staff_role import change_staff_role
from services.auth.usecases.disable_staff import disable_staff
from services.auth.usecases.enable_staff import enable_staff
from services.auth.usecases.finish_mail_change import finish_mail_change
from services.auth.usecases.invite_staff import invite_staff
from services.auth.usecases.outcome import told
from services.auth.usecases.own_data import change_own_name, show_own_data
from services.auth.usecases.resend_password import resend_password
from services.auth.usecases.save_audit import save_audit
from services.auth.usecases.show_audit import show_audit, show_own_audit
from services.auth.usecases.show_staff import show_staff
from services.auth.usecases.switch_merchant import show_merchants, switch_merchant
from services.auth.usecases.unlock_staff import unlock_staff


class PeopleDoors:
    """Who belongs where, as what, and what became of it."""

    db: Transactions
    settings: Settings

    @answers(people_verbs.STAFF)
    def staff(self, request: StaffQuery, actor: Actor) -> StaffList:
        """Say who belongs to a merchant."""
        with self.db.begin() as tx:
            return show_staff(tx, request, actor, self.settings.keys)

    @answers(people_verbs.INVITE_STAFF)
    def invite_staff(self, request: InviteStaff, actor: Actor) -> StaffWelcomed:
        """Give somebody an account at a merchant."""
        with seat():
            initial = aside(initial_password.invent, self.settings.keys.letters)
        with self.db.begin() as tx:
            return invite_staff(tx, request, actor, initial)

    @answers(people_verbs.DISABLE_STAFF)
    def disable_staff(self, request: DisableStaff, actor: Actor) -> StaffChanged:
        """Let somebody come in no more."""
        with self.db.begin() as tx:
            return disable_staff(tx, request, actor)

    @answers(people_verbs.ENABLE_STAFF)
    def enable_staff(self, request: EnableStaff, actor: Actor) -> StaffChanged:
        """Let somebody come in again."""
        with self.db.begin() as tx:
            return enable_staff(tx, request, actor)

    @answers(people_verbs.CHANGE_STAFF_ROLE)
    def change_staff_role(self, request: ChangeStaffRole, actor: Actor) -> StaffChanged:
        """Make somebody a manager or a member of staff."""
        with self.db.begin() as tx:
            return change_staff_role(tx, request, actor)

    @answers(people_verbs.RESEND_PASSWORD)
    def resend_password(self, request: ResendPassword, actor: Actor) -> StaffChanged:
        """Send an initial password anew."""
        with seat():
            initial = aside(initial_password.invent, self.settings.keys.letters)
        with self.db.begin() as tx:
            return resend_password(tx, request, actor, initial)

    @answers(people_verbs.UNLOCK_STAFF)
    def unlock_staff(self, request: UnlockStaff, actor: Actor) -> StaffChanged:
        """End the rest after too many failures."""
        with self.db.begin() as tx:
            return unlock_staff(tx, request, actor, self.settings.keys)

    @answers(people_verbs.CHANGE_REPRESENTATIVE)
    def change_representative(
        self, request: ChangeRepresentative, actor: Actor
    ) -> StaffChanged:
        """Have another member represent a merchant."""
        with self.db.begin() as tx:
            return change_representative(tx, request, actor)

    @answers(people_verbs.OWN_DATA)
    def own_data(self, _request: OwnDataQuery, actor: Actor) -> OwnData:
        """Say what is registered of the representative."""
        with self.db.begin() as tx:
            return show_own_data(tx, actor)

    @answers(people_verbs.CHANGE_OWN_NAME)
    def change_own_name(self, request: ChangeOwnName, actor: Actor) -> OwnNameChanged:
        """Change the representative's name."""
        with self.db.begin() as tx:
            return change_own_name(tx, request, actor)

    @answers(people_verbs.BEGIN_MAIL_CHANGE)
    def begin_mail_change(
        self, request: BeginMailChange, actor: Actor
    ) -> MailChangeBegun:
        """Mail a code to the representative's new address."""
        keys = self.settings.keys
        with seat():
            with self.db.begin() as tx:
                asked = moving.open_mail_change(tx, request, actor, keys)
            right = aside(password_hash.is_right, asked.present.hash, request.password)
        proven = keys if right else None
        with self.db.begin() as tx:
            outcome = moving.begin_mail_change(tx, request, actor, asked, proven)
        return told(outcome)

    @answers(people_verbs.FINISH_MAIL_CHANGE)
    def finish_mail_change(
        self, request: FinishMailChange, actor: Actor
    ) -> MailChanged:
        """Take the code; mail goes to the new address from then on."""
        with self.db.begin() as tx:
            outcome = finish_mail_change(tx, request, actor, self.settings.keys)
        return told(outcome)

    @answers(people_verbs.OWN_MERCHANTS)
    def own_merchants(self, _request: OwnMerchantsQuery, actor: Actor) -> OwnMerchants:
        """Say to which merchants somebody belongs."""
        with self.db.begin() as tx:
            return show_merchants(tx, actor)

    @answers(people_verbs.SWITCH_MERCHANT)
    def switch_merchant(self, request: SwitchMerchant, actor: Actor) -> SessionOpened:
        """Go on at another merchant."""
        with self.db.begin() as tx:
            return switch_merchant(tx, request, actor)

    @answers(people_verbs.OWN_AUDIT)
    def own_audit(self, request: OwnAuditQuery, actor: Actor) -> AuditPage:
        """Say what happened to one's own account."""
        with self.db.begin() as tx:
            return show_own_audit(tx, request, actor)

    @answers(people_verbs.AUDIT)
    def audit(self, request: AuditQuery, _actor: Actor) -> AuditPage:
        """Say what happened."""
        with self.db.begin() as tx:
            return show_audit(tx, request)

    @answers(people_verbs.SAVE_AUDIT)
    def save_audit(self, request: SaveAudit, actor: Actor) -> AuditNoted:
        """Write down that the audit is being saved."""
        with self.db.begin() as tx:
            return save_audit(tx, request, actor)
