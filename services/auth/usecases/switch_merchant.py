"""店舗の切り替え: see to which merchants one belongs, and go on at another."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    MerchantUnknown,
    OwnMerchant,
    OwnMerchants,
    SessionOpened,
    SessionUnknown,
    Site,
    SwitchMerchant,
)
from machiken.ids import MerchantCode, MerchantId, StaffId
from services.auth.domain import browser_secret
from services.auth.domain.account import address_of
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.device_name import device_name
from services.auth.domain.standing import Standing
from services.auth.store import (
    audit,
    members,
    remembered,
    session_ends,
    sessions,
    shops,
    staff,
)
from services.auth.store.sessions import NewSession, OpenSession


def show_merchants(tx: Session, actor: Actor) -> OwnMerchants:
    """Return where the actor may be."""
    assert actor.staff_id is not None, "whoever is signed in is somebody"
    lines = [
        OwnMerchant(
            merchant_id=shop.merchant_id,
            merchant_code=MerchantCode(shop.merchant_code),
            merchant_name=shop.name,
            role=role,
            is_this_one=shop.merchant_id == actor.merchant_id,
        )
        for shop, role in shops.of_person(tx, actor.staff_id)
    ]
    return OwnMerchants(lines=tuple(lines))


def switch_merchant(
    tx: Session, request: SwitchMerchant, actor: Actor
) -> SessionOpened:
    """Return the session that goes on elsewhere; the one before is over.

    Its time is not made longer, and a browser that stays signed in stays so there.
    Raises `SessionUnknown`, `MerchantUnknown` for others than one's own.
    """
    assert actor.staff_id is not None, "whoever is signed in is somebody"
    staff.lock(tx, actor.staff_id)
    at = clock.now(tx)
    before = sessions.find(tx, browser_secret.digest(request.session_secret))
    if before is None or before.standing.staff_id != actor.staff_id:
        raise SessionUnknown
    if before.span.is_over(at) or before.standing.site is not Site.SHOP:
        raise SessionUnknown
    standing = _standing(tx, actor.staff_id, request.merchant_id)
    secret = browser_secret.new()
    family = before.family_id and remembered.lock(tx, before.family_id, at=at)
    token = remembered.move(tx, family, standing, at=at) if family else ""
    session_ends.end_only(tx, before.session_id, at=at)
    new = NewSession(
        standing=standing,
        secret_digest=browser_secret.digest(secret),
        address=address_of(request.origin.address),
        device=device_name(request.origin.user_agent),
        family_id=family.family_id if family else None,
        expires_at=before.span.expires_at,
        proven_at=before.proven_at,
    )
    expires_at = sessions.open_one(tx, new, at=at)
    audit.record(tx, _entry(before, standing, request), at=at)
    return SessionOpened(
        session_secret=secret, expires_at=expires_at, remember_token=token
    )


def _standing(tx: Session, staff_id: StaffId, merchant_id: MerchantId) -> Standing:
    member = members.find(tx, staff_id, merchant_id)
    if member is None or member.disabled_at is not None:
        raise MerchantUnknown
    return Standing(
        staff_id=staff_id,
        site=Site.SHOP,
        role=member.role,
        merchant_id=merchant_id,
        company_id=None,
    )


def _entry(
    before: OpenSession, standing: Standing, request: SwitchMerchant
) -> AuditEntry:
    return AuditEntry(
        happening=Happening.MERCHANT_SWITCHED,
        actor_role=standing.role,
        actor=str(standing.staff_id),
        staff_id=standing.staff_id,
        site=Site.SHOP,
        merchant_id=standing.merchant_id,
        detail=f"from {before.code}",
    ).came_from(request.origin)
