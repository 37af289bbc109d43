"""What all acts on a merchant's people share: who may, whom, and what is left of it."""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from machiken import outbox
from machiken.contracts.actor import SHOP, Actor, Role
from machiken.contracts.auth import (
    AccountNews,
    AccountTouched,
    MerchantRef,
    MerchantUnknown,
    Origin,
    StaffManagementOff,
    StaffUnknown,
)
from machiken.contracts.bus import NotAllowed
from machiken.ids import StaffId
from services.auth.domain.audit import Happening, by_actor
from services.auth.domain.staff_rule import Acting, check_act
from services.auth.store import audit, members, shops, staff
from services.auth.store.members import Member
from services.auth.store.shops import Shop
from services.auth.store.tables import OUTBOX

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Whose people are looked after, by whom, and from where."""

    shop: Shop
    actor: Actor
    origin: Origin

    @property
    def acting(self) -> Acting:
        """Who acts, as the rules see him; the office is nobody's colleague."""
        his = self.actor.staff_id if self.actor.role in SHOP else None
        return Acting(role=self.actor.role, staff_id=his)


def charge(
    tx: Session, merchant: MerchantRef | None, actor: Actor, origin: Origin
) -> Charge:
    """Return whose people `actor` looks after: a till's are its own merchant's.

    Raises `MerchantUnknown` and `StaffManagementOff`; the latter never to the office.
    """
    if actor.role not in SHOP:
        found = shops.find(tx, merchant) if merchant else None
        if found is None:
            raise MerchantUnknown
        return Charge(shop=found, actor=actor, origin=origin)
    assert actor.merchant_id is not None, "a till has its merchant"
    shop = shops.get(tx, actor.merchant_id)
    if not shop.has("staff_management"):
        raise StaffManagementOff
    return Charge(shop=shop, actor=actor, origin=origin)


def lock_member(tx: Session, held: Charge, staff_id: StaffId) -> Member:
    """Return whom the act is about; he and the one who acts stay as they are.

    Raises `StaffUnknown` for other merchants' people, `StaffIsOneself`,
    `StaffAboveOneself`, and `NotAllowed` for who is no longer what his token says.
    """
    staff.lock_both(tx, staff_id, held.acting.staff_id)
    check_still_stands(tx, held)
    member = members.find(tx, staff_id, held.shop.merchant_id)
    if member is None:
        log.warning(
            "auth.staff_not_of_merchant",
            actor=held.actor.subject,
            merchant_id=str(held.shop.merchant_id),
            staff_id=str(staff_id),
        )
        raise StaffUnknown
    check_act(held.acting, member.staff_id, member.role)
    return member


def check_still_stands(tx: Session, held: Charge) -> None:
    """Do nothing where a token's role still holds. Raises `NotAllowed`.

    A token lives on for a minute after its session was ended.
    """
    own_id = held.acting.staff_id
    if own_id is None:
        return
    own = members.find(tx, own_id, held.shop.merchant_id)
    if own is None or own.disabled_at is not None or own.role is not held.actor.role:
        raise NotAllowed


def write_down(
    tx: Session,
    held: Charge,
    member: Member,
    happening: Happening,
    *,
    at: datetime,
) -> None:
    """Add the act to the audit; what he is now stands beside it."""
    entry = by_actor(happening, held.actor, member.staff_id).came_from(held.origin)
    entry = replace(entry, merchant_id=held.shop.merchant_id, detail=member.role.value)
    audit.record(tx, entry, at=at)


def tell_member(
    tx: Session, held: Charge, member: Member, news: AccountNews, *, at: datetime
) -> None:
    """Announce what happened to somebody at the merchant, so that he is mailed."""
    touched = AccountTouched(
        staff_id=member.staff_id,
        news=news,
        email=member.email,
        login_id=member.login_id,
        campaign_id=held.shop.campaign_id,
        place_name=f"{held.shop.name}（加盟店コード {held.shop.merchant_code}）",
        role=_told_role(news, member.role),
    )
    outbox.append(tx, OUTBOX, touched, at=at)


def _told_role(news: AccountNews, role: Role) -> Role | None:
    return None if news is AccountNews.STAFF_DISABLED else role
