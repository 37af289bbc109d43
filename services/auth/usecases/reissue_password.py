"""Send somebody a new initial password: the mail was lost, or its week has passed."""

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor
from machiken.contracts.auth import AccountUnknown, PasswordReissued, ReissuePassword
from services.auth.domain.audit import Happening, by_actor
from services.auth.domain.initial_password import InitialPassword
from services.auth.domain.mail_address import masked
from services.auth.store import (
    accounts,
    audit,
    devices,
    held_invitations,
    invitations,
    passwords,
    session_ends,
    staff,
)
from services.auth.store.tables import OUTBOX
from services.auth.usecases.remove_authenticator import look_after


def reissue_password(
    tx: Session, request: ReissuePassword, actor: Actor, initial: InitialPassword
) -> PasswordReissued:
    """Return to whom the new password goes; the old one and all sessions end.

    Raises `AccountUnknown`, and `NotAllowed` where a clerk means a colleague.
    """
    look_after(request.site, actor)
    candidate = accounts.find(tx, request)
    if candidate is None:
        raise AccountUnknown
    his = candidate.standing
    staff.lock(tx, his.staff_id)
    at = clock.now(tx)
    expires_at = passwords.reissue(tx, his.staff_id, initial, at=at)
    held_invitations.gone(tx, [his.staff_id], at=at)
    devices.forget(tx, his.staff_id)
    ended = session_ends.end_all(tx, his.staff_id, but=None, at=at)
    invited = invitations.of(tx, his, initial, expires_at)
    outbox.append(tx, OUTBOX, invited, at=at)
    told = by_actor(Happening.PASSWORD_REISSUED, actor, his.staff_id)
    audit.record(tx, told, at=at)
    return PasswordReissued(
        staff_id=his.staff_id,
        masked_email=masked(candidate.email),
        expires_at=expires_at,
        ended=tuple(ended),
    )
