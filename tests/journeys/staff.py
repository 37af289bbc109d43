"""Somebody who works at a shop: invited by its office or representative, by mail."""

from dataclasses import dataclass

from deploy.demo.mails import after_word
from deploy.demo.shop import Shop
from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    InviteStaff,
    MerchantRef,
    people_verbs,
)
from machiken.ids import MerchantCode, StaffId
from tests.journeys.people import Merchant
from tests.journeys.town import Town


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """A person at a shop's till."""

    merchant: Merchant
    login_id: str
    name: str
    staff_id: StaffId
    password: str

    @property
    def email(self) -> str:
        """Where this person's mails go."""
        return f"{self.login_id}@clerks.kinomachi.example"


def hire(town: Town, merchant: Merchant, login_id: str, role: Role) -> Clerk:
    """Have the operator invite somebody; return him with his mailed password."""
    email, name = f"{login_id}@clerks.kinomachi.example", f"店員 {login_id}"
    wanted = InviteStaff(
        merchant=ref(town, merchant),
        login_id=login_id,
        name=name,
        email=email,
        role=role,
    )
    welcomed = town.office.call(people_verbs.INVITE_STAFF, wanted)
    mail = town.mailbox.wait(email, lambda mail: "アカウント発行" in mail["subject"])
    return Clerk(
        merchant=merchant,
        login_id=login_id,
        name=name,
        staff_id=welcomed.staff_id,
        password=after_word(mail, "初期パスワード"),
    )


def come_in(town: Town, clerk: Clerk) -> Shop:
    """Return the shop's page with the clerk signed in, his password changed."""
    shop = town.shop_page(town.rules.issuer_code)
    shop.sign_in(
        clerk.merchant.code,
        clerk.login_id,
        clerk.password,
        mailbox=town.mailbox,
        email=clerk.email,
    ).expect("決済金額入力")
    return shop


def ref(town: Town, merchant: Merchant) -> MerchantRef:
    """Return how the office names a merchant."""
    return MerchantRef(
        issuer_code=town.rules.issuer_code, merchant_code=MerchantCode(merchant.code)
    )
