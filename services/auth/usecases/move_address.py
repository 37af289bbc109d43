"""Somebody's mail goes to another address: what the one before could lead to ends."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken import outbox
from machiken.contracts.auth import AccountNews, AccountTouched, MailAddressChanged
from machiken.contracts.auth.sign_in import EndedSession
from services.auth.store import (
    mail_changes,
    mail_proposals,
    resets,
    session_ends,
    sign_ins,
    staff,
)
from services.auth.store.tables import OUTBOX


def move_address(
    tx: Session, moved: MailAddressChanged, *, but: bytes | None, at: datetime
) -> tuple[EndedSession, ...]:
    """Return the sessions that ended: all of his but the one of this secret.

    Both addresses are told. Whatever was mailed to the one before is worth nothing any
    more, and neither is any other change that was under way.
    """
    staff_id = moved.staff_id
    staff.set_email(tx, staff_id, moved.email)
    sign_ins.void(tx, staff_id, at=at)
    resets.void(tx, staff_id, at=at)
    mail_changes.void(tx, staff_id, at=at)
    mail_proposals.void(tx, staff_id, at=at)
    outbox.append(tx, OUTBOX, moved, at=at)
    outbox.append(tx, OUTBOX, _at_the_new_one(moved), at=at)
    return tuple(session_ends.end_all(tx, staff_id, but=but, at=at))


def _at_the_new_one(moved: MailAddressChanged) -> AccountTouched:
    return AccountTouched(
        staff_id=moved.staff_id,
        news=AccountNews.MAIL_MOVED_HERE,
        email=moved.email,
        login_id=moved.login_id,
        campaign_id=moved.campaign_id,
        place_name=moved.place_name,
        device=moved.device,
    )
