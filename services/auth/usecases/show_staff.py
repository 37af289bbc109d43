"""List who belongs to a merchant, as whoever looks after them may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor
from machiken.contracts.auth import NO_BROWSER, StaffList, StaffMember, StaffQuery
from machiken.ids import StaffId
from services.auth.domain.mail_address import masked
from services.auth.domain.staff_rule import may_act_on, roles_to_give
from services.auth.settings import Keys
from services.auth.store import devices, members
from services.auth.store.members import Member
from services.auth.usecases.locked_accounts import accounts_of, rests
from services.auth.usecases.staff_acts import Charge, charge, check_still_stands


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    held: Charge
    locks: Mapping[StaffId, datetime]


def show_staff(tx: Session, request: StaffQuery, actor: Actor, keys: Keys) -> StaffList:
    """Return the merchant's people.

    Raises `MerchantUnknown`, `StaffManagementOff`, `NotAllowed`.
    """
    held = charge(tx, request.merchant, actor, NO_BROWSER)
    check_still_stands(tx, held)
    found = members.of_merchant(tx, held.shop.merchant_id)
    seen = _Seen(held=held, locks=_locks(tx, held, found, keys))
    return StaffList(
        merchant_code=held.shop.merchant_code,
        merchant_name=held.shop.name,
        members=tuple(_line(seen, each) for each in found),
        roles_to_give=tuple(roles_to_give(held.acting)),
    )


def _locks(
    tx: Session, held: Charge, found: Sequence[Member], keys: Keys
) -> dict[StaffId, datetime]:
    known = devices.of_people(tx, [each.staff_id for each in found])
    accounts = {
        account: each.staff_id
        for each in found
        for account in accounts_of(
            held.shop, each.staff_id, each.login_id, known.get(each.staff_id, []), keys
        )
    }
    return rests(tx, accounts)


def _line(seen: _Seen, member: Member) -> StaffMember:
    acting = seen.held.acting
    may = may_act_on(acting, member.staff_id, member.role)
    oneself = acting.staff_id == member.staff_id
    return StaffMember(
        staff_id=member.staff_id,
        login_id=member.login_id,
        name=member.name,
        email=member.email if may or oneself else masked(member.email),
        role=member.role,
        since=member.since,
        disabled_at=member.disabled_at,
        initial_until=member.initial_until,
        locked_until=seen.locks.get(member.staff_id),
        is_oneself=oneself,
        may_be_managed=may,
    )
