"""The manual's exact way in at the PC: no mailed number, and nothing to change there.

Behind the campaign's switch `portal_without_otp`. Whoever comes in so may read and have
data made; services refuse the role everything else. An initial password asks for the
number all the same, for it has to be changed; so does who has an authenticator.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from machiken.contracts.actor import Role
from machiken.contracts.auth import BeginSignIn, SessionOpened, SignInBegun, Site
from services.auth.domain import browser_secret
from services.auth.domain.account import Candidate, address_of
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.device_name import device_name
from services.auth.store import audit, authenticators, campaigns, sessions
from services.auth.store.sessions import NewSession


def without_number(tx: Session, candidate: Candidate) -> bool:
    """Return whether the candidate's password is enough here."""
    return (
        candidate.standing.site is Site.PORTAL
        and candidate.campaign_id is not None
        and candidate.password.expires_at is None
        and campaigns.portal_without_otp(tx, candidate.campaign_id)
        and authenticators.confirmed(tx, candidate.standing.staff_id) is None
    )


def open_reader(
    tx: Session, request: BeginSignIn, candidate: Candidate, *, at: datetime
) -> SignInBegun:
    """Return the session of somebody who reads only."""
    secret = browser_secret.new()
    reader = replace(candidate.standing, role=Role.COMPANY_READER)
    new = NewSession(
        standing=reader,
        secret_digest=browser_secret.digest(secret),
        address=address_of(request.address),
        device=device_name(request.user_agent),
        family_id=None,
        proven_at=at,
    )
    expires_at = sessions.open_one(tx, new, at=at)
    entry = AuditEntry(
        happening=Happening.SIGN_IN_FINISHED,
        actor_role=reader.role,
        actor=str(reader.staff_id),
        staff_id=reader.staff_id,
        site=reader.site,
        detail="without a number, to read",
    )
    audit.record(tx, entry.came_from(request), at=at)
    opened = SessionOpened(session_secret=secret, expires_at=expires_at)
    return SignInBegun(
        sign_in_secret="", otp_expires_at=at, masked_email="", opened=opened
    )
