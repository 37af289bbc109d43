"""How shops look after their people, as auth's doors do it: the bakery and its café."""

from dataclasses import replace
from typing import Any, Final

from machiken.confidential import Sealed
from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import (
    BeginMailChange,
    ChangeRepresentative,
    ChangeStaffRole,
    DisableStaff,
    EnableStaff,
    FinishMailChange,
    InviteStaff,
    MailChangeBegun,
    MailChanged,
    MerchantRef,
    Origin,
    ResendPassword,
    SessionOpened,
    Site,
    StaffChanged,
    StaffList,
    StaffMember,
    StaffQuery,
    StaffWelcomed,
    SwitchMerchant,
    UnlockStaff,
)
from machiken.contracts.redemption import CampaignApplied
from machiken.ids import MerchantCode, MerchantId, StaffId
from services.auth.domain import initial_password, password_hash
from services.auth.usecases.begin_mail_change import (
    begin_mail_change,
    open_mail_change,
)
from services.auth.usecases.change_representative import change_representative
from services.auth.usecases.change_staff_role import change_staff_role
from services.auth.usecases.disable_staff import disable_staff
from services.auth.usecases.enable_staff import enable_staff
from services.auth.usecases.finish_mail_change import finish_mail_change
from services.auth.usecases.invite_staff import invite_staff
from services.auth.usecases.outcome import told
from services.auth.usecases.resend_password import resend_password
from services.auth.usecases.show_staff import show_staff
from services.auth.usecases.switch_merchant import switch_merchant
from services.auth.usecases.unlock_staff import unlock_staff
from tests.auth.town import APPLIED, BAKERY, HOME, ISSUER, Town

PHONE: Final = Origin(
    address=HOME,
    user_agent="Mozilla/5.0 (Linux; Android 14; Pixel) Chrome/131.0 Mobile Safari/537",
)
CAFE: Final = MerchantCode("t02")
REF: Final = MerchantRef(issuer_code=ISSUER, merchant_code=BAKERY.merchant_code)
TARO: Final = InviteStaff(
    login_id="taro",
    name="麦野太郎",
    email="taro@bakery.kinomachi.example",
    role=Role.STAFF,
    origin=PHONE,
)


def switched_on(**switches: bool) -> CampaignApplied:
    """Return the campaign's next version, with these switches."""
    rules = replace(APPLIED.rules, switches=switches)
    return replace(APPLIED, campaign_version=2, rules=rules)


def open_cafe(town: Town) -> MerchantId:
    """Register the company's second shop, represented by somebody else."""
    return town.register(
        merchant_code=CAFE,
        merchant_name="木漏れ日カフェ",
        representative_name="麦野次郎",
        login_id="jiro",
        email="jiro@kinomachi.example",
    ).merchant_id


class Till:
    """Somebody at the bakery's till, by his token."""

    def __init__(self, town: Town, secret: str) -> None:
        """Take the token that his session has now; it may outlive the session."""
        self.town, self.secret = town, secret
        self.actor = actor_of(town, secret)

    def staff(self) -> StaffList:
        """List the people."""
        with self.town.db.begin() as tx:
            return show_staff(tx, StaffQuery(), self.actor, self.town.keys)

    def member(self, login_id: str) -> StaffMember:
        """Return one of them."""
        (found,) = [each for each in self.staff().members if each.login_id == login_id]
        return found

    def invite(self, **changes: Any) -> StaffWelcomed:
        """Invite Taro, or what the changes make of him."""
        return invite(self.town, self.actor, **changes)

    def disable(self, staff_id: StaffId) -> StaffChanged:
        """Disable somebody."""
        with self.town.db.begin() as tx:
            wanted = DisableStaff(staff_id=staff_id, origin=PHONE)
            return disable_staff(tx, wanted, self.actor)

    def enable(self, staff_id: StaffId) -> StaffChanged:
        """Enable somebody."""
        with self.town.db.begin() as tx:
            wanted = EnableStaff(staff_id=staff_id, origin=PHONE)
            return enable_staff(tx, wanted, self.actor)

    def give(self, staff_id: StaffId, role: Role) -> StaffChanged:
        """Give somebody a role."""
        with self.town.db.begin() as tx:
            wanted = ChangeStaffRole(staff_id=staff_id, role=role, origin=PHONE)
            return change_staff_role(tx, wanted, self.actor)

    def resend(self, staff_id: StaffId) -> StaffChanged:
        """Send an initial password anew."""
        initial = initial_password.invent(self.town.keys.letters)
        with self.town.db.begin() as tx:
            wanted = ResendPassword(staff_id=staff_id, origin=PHONE)
            return resend_password(tx, wanted, self.actor, initial)

    def unlock(self, staff_id: StaffId) -> StaffChanged:
        """End somebody's rest."""
        with self.town.db.begin() as tx:
            wanted = UnlockStaff(staff_id=staff_id, origin=PHONE)
            return unlock_staff(tx, wanted, self.actor, self.town.keys)

    def switch(self, merchant_id: MerchantId) -> SessionOpened:
        """Go on at another merchant."""
        with self.town.db.begin() as tx:
            wanted = SwitchMerchant(
                session_secret=self.secret, merchant_id=merchant_id, origin=PHONE
            )
            return switch_merchant(tx, wanted, self.actor)

    def begin_mail_change(self, email: str, password: str) -> MailChangeBegun:
        """Ask for another address."""
        wanted = BeginMailChange(email=email, password=password, origin=PHONE)
        town = self.town
        with town.db.begin() as tx:
            asked = open_mail_change(tx, wanted, self.actor, town.keys)
        right = password_hash.is_right(asked.present.hash, password)
        proven = town.keys if right else None
        with town.db.begin() as tx:
            outcome = begin_mail_change(tx, wanted, self.actor, asked, proven)
        return told(outcome)

    def finish_mail_change(self, code: str) -> MailChanged:
        """Prove it."""
        wanted = FinishMailChange(session_secret=self.secret, code=code, origin=PHONE)
        with self.town.db.begin() as tx:
            outcome = finish_mail_change(tx, wanted, self.actor, self.town.keys)
        return told(outcome)


def invite(town: Town, actor: Actor, **changes: Any) -> StaffWelcomed:
    """Invite Taro, or what the changes make of him, as this actor."""
    initial = initial_password.invent(town.keys.letters)
    with town.db.begin() as tx:
        return invite_staff(tx, replace(TARO, **changes), actor, initial)


def name_representative(town: Town, actor: Actor, login_id: str) -> StaffChanged:
    """Have another member represent the bakery."""
    wanted = ChangeRepresentative(merchant=REF, login_id=login_id)
    with town.db.begin() as tx:
        return change_representative(tx, wanted, actor)


def mailed_proof(town: Town) -> str:
    """Return the code that was mailed last to a new address."""
    sealed = town.told("mail_change_asked")[-1]["code"]
    return town.keys.letters.open(Sealed(sealed))


def actor_of(town: Town, secret: str, site: Site = Site.SHOP) -> Actor:
    """Return whom the session's token for auth proves."""
    return town.verifier("auth").actor(town.resume(secret, site).tokens["auth"])
