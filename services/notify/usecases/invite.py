"""Somebody got an account: keep the address, and write where and how to sign in."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.auth import StaffInvited
from machiken.ids import EventId
from services.notify.domain.facts import AccountFacts
from services.notify.domain.invitations import kind_of_invitation
from services.notify.domain.letters import NewLetter
from services.notify.store import directory, letters


def invite(
    tx: Session, event: StaffInvited, event_id: EventId, *, occurred_at: datetime
) -> None:
    """Write the letter that hands over the account. Raises `NobodyToInvite`."""
    directory.keep_contact(tx, event.staff_id, event.email, as_of=occurred_at)
    letter = NewLetter(
        kind=kind_of_invitation(event.role),
        event_id=event_id,
        reader=event.staff_id,
        campaign_id=event.campaign_id,
        email=event.email,
        secret=event.initial_password,
        expires_at=event.password_expires_at,
        facts=AccountFacts(
            role=event.role,
            staff_name=event.staff_name,
            login_id=event.login_id,
            password_expires_at=event.password_expires_at,
            company_code=event.company_code,
            merchant_code=event.merchant_code,
            merchant_name=event.merchant_name,
        ),
    )
    letters.write(tx, letter, at=clock.now(tx))
