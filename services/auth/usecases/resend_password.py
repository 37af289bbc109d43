"""Send somebody's initial password anew: the mail was lost, or its week has passed."""

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    PasswordChosen,
    ResendPassword,
    Site,
    StaffChanged,
    StaffDisabled,
)
from services.auth.domain.audit import Happening
from services.auth.domain.initial_password import InitialPassword
from services.auth.domain.staff_rule import SENT_WITHIN, check_pace
from services.auth.domain.standing import Standing
from services.auth.store import devices, invitations, passwords, session_ends
from services.auth.store.tables import OUTBOX
from services.auth.usecases.staff_acts import (
    charge,
    lock_member,
    write_down,
)


def resend_password(
    tx: Session, request: ResendPassword, actor: Actor, initial: InitialPassword
) -> StaffChanged:
    """Return who is sent a new initial password; the one before is void.

    Only to who has not chosen his own: nobody's password is taken from him by his
    shop. Raises `PasswordChosen`, `ResendWaits`, `StaffDisabled` and what `charge` and
    `lock_member` raise.
    """
    held = charge(tx, request.merchant, actor, request.origin)
    member = lock_member(tx, held, request.staff_id)
    if member.disabled_at is not None:
        raise StaffDisabled
    if member.initial_until is None:
        raise PasswordChosen
    at = clock.now(tx)
    check_pace(passwords.initials_since(tx, member.staff_id, at - SENT_WITHIN))
    expires_at = passwords.reissue(tx, member.staff_id, initial, at=at)
    devices.forget(tx, member.staff_id)
    ended = session_ends.end_everything(tx, member.staff_id, at=at)
    standing = Standing(
        staff_id=member.staff_id,
        site=Site.SHOP,
        role=member.role,
        merchant_id=member.merchant_id,
        company_id=None,
    )
    invited = invitations.of(tx, standing, initial, expires_at)
    outbox.append(tx, OUTBOX, invited, at=at)
    write_down(tx, held, member, Happening.PASSWORD_REISSUED, at=at)
    return StaffChanged(staff_id=member.staff_id, ended=ended)
