"""The office says that a window's completion mails be sent; the worker sends them.

A few at a time: each is an event, and a one-time password must not queue behind two
thousand of them.
"""

from typing import Final

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    InvitationsQuery,
    InvitationsView,
    MerchantCampaignUnknown,
    SendInvitations,
)
from machiken.database import Transactions
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.initial_password import LIFE
from services.auth.store import (
    audit,
    campaigns,
    held_invitations,
    invitations,
    merchant_states,
)
from services.auth.store.tables import OUTBOX
from services.auth.usecases.notify_merchants import note_notified

BATCH_MAX: Final = 5
UNSENT_MAX: Final = 5
"""More than so many events that wait already: the next ones wait with us."""


def send_invitations(
    tx: Session, request: SendInvitations, actor: Actor
) -> InvitationsView:
    """Return how the windows stand, this one leaving; the same again is nothing.

    Raises `MerchantCampaignUnknown`.
    """
    campaign_id = campaigns.lock(tx, request.issuer_code)
    if campaign_id is None:
        raise MerchantCampaignUnknown
    at = clock.now(tx)
    leaving = held_invitations.ask(tx, campaign_id, request.recruitment, at=at)
    if leaving:
        note_notified(tx, campaign_id, leaving, merchant_states.by(actor, at=at))
        entry = AuditEntry(
            happening=Happening.INVITATIONS_SENT,
            actor_role=actor.role,
            actor=actor.subject,
            detail=f"recruitment {request.recruitment}: {len(leaving)}",
        )
        audit.record(tx, entry, at=at)
    found = held_invitations.by_recruitment(tx, campaign_id)
    return InvitationsView(recruitments=tuple(found))


def show_invitations(tx: Session, request: InvitationsQuery) -> InvitationsView:
    """Return how the windows stand. Raises `MerchantCampaignUnknown`."""
    campaign_id = campaigns.lock(tx, request.issuer_code)
    if campaign_id is None:
        raise MerchantCampaignUnknown
    found = held_invitations.by_recruitment(tx, campaign_id)
    return InvitationsView(recruitments=tuple(found))


def announce_invitations(db: Transactions) -> int:
    """Announce a few invitations that are to leave; return how many were taken.

    A password is good for its week from now on, not from the registration.
    """
    with db.begin() as tx:
        if outbox.count_unsent(tx, OUTBOX) > UNSENT_MAX:
            return 0
        leaving = held_invitations.take(tx, limit=BATCH_MAX)
        if not leaving:
            return 0
        at = clock.now(tx)
        everybody = [each.staff_id for each in leaving]
        fresh = held_invitations.renew(tx, everybody, expires_at=at + LIFE)
        for each in leaving:
            if each.staff_id in fresh:
                invited = invitations.of_held(tx, each, expires_at=at + LIFE)
                outbox.append(tx, OUTBOX, invited, at=at)
        held_invitations.gone(tx, everybody, at=at)
    return len(leaving)
