"""Finish the change of one's mail address: the code proves the new mailbox."""

from dataclasses import replace

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    FinishMailChange,
    MailAddressChanged,
    MailChanged,
    MailChangeExpired,
    MailCodeWrong,
)
from machiken.refusals import Refusal
from services.auth.domain import browser_secret, reset_code
from services.auth.domain.audit import Happening, by_actor
from services.auth.domain.device_name import device_name
from services.auth.domain.mail_address import masked
from services.auth.domain.mail_change import TRIES_MAX
from services.auth.settings import Keys
from services.auth.store import audit, mail_changes
from services.auth.usecases.move_address import move_address
from services.auth.usecases.own_data import represented


def finish_mail_change(
    tx: Session, request: FinishMailChange, actor: Actor, keys: Keys
) -> MailChanged | Refusal:
    """Return the sessions that ended, or `MailCodeWrong`: the try stays used up.

    What was mailed to the old address is worth nothing any more. Raises
    `MailChangeExpired`, `RepresentativeChangeOff`, `NotAllowed`.
    """
    shop, own = represented(tx, actor)
    at = clock.now(tx)
    change = mail_changes.use_up_a_try(tx, own.staff_id, at=at)
    if change is None:
        raise MailChangeExpired
    told = by_actor(Happening.MAIL_CHANGED, actor, own.staff_id)
    told = told.came_from(request.origin)
    kept, change_id = change.code_digest, change.mail_change_id
    if not reset_code.is_right(kept, keys.digests, change_id, request.code):
        wrong = replace(told, happening=Happening.MAIL_CHANGE_REFUSED)
        wrong = replace(wrong, detail=f"{change.tries}/{TRIES_MAX}")
        audit.record(tx, wrong, at=at)
        return MailCodeWrong(tries_left=str(TRIES_MAX - change.tries))
    mine = browser_secret.digest(request.session_secret)
    changed = MailAddressChanged(
        staff_id=own.staff_id,
        email=change.email,
        masked_email=masked(change.email),
        email_before=own.email,
        login_id=own.login_id,
        campaign_id=shop.campaign_id,
        place_name=shop.name,
        device=device_name(request.origin.user_agent),
    )
    ended = move_address(tx, changed, but=mine, at=at)
    audit.record(tx, told, at=at)
    return MailChanged(ended=ended)
