"""Resume a session: who is in, and tokens that prove it to every service."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from machiken import clock
from machiken.actors import LIFE_S, Signer
from machiken.contracts.actor import Actor
from machiken.contracts.auth import ResumeSession, SessionUnknown, SessionView, Site
from machiken.ids import MerchantCode
from services.auth.domain import browser_secret
from services.auth.store import sessions
from services.auth.store.sessions import OpenSession

TOKENS_FOR: Final = ("auth", "redemption", "settlement", "notify")


def resume_session(tx: Session, request: ResumeSession) -> tuple[OpenSession, datetime]:
    """Return the session and this moment; note that it is in use.

    Raises `SessionUnknown`.
    """
    at = clock.now(tx)
    secret_digest = browser_secret.digest(request.session_secret)
    session = sessions.find(tx, secret_digest)
    if session is None or session.standing.site is not request.site:
        raise SessionUnknown
    if session.span.is_over(at) or session.suspended:
        raise SessionUnknown
    if session.span.is_due(at):
        sessions.see(tx, session.session_id, at=at)
        seen = replace(session.span, last_seen_at=at)
        session = replace(session, span=seen)
    return session, at


def view(
    resumed: tuple[OpenSession, datetime],
    signer: Signer,
    *,
    signed_at: datetime,
    forced: bool,
) -> SessionView:
    """Return what a page shows of the session, with fresh tokens.

    Where a change is `forced`, an initial password gets a token for auth alone, and
    that one is good for the change alone.

    `signed_at` is the real time: tokens know no rehearsal, as the services that check
    them need not share one.
    """
    session, at = resumed
    proven_at = session.proven_at and signed_at - (at - session.proven_at)
    due = forced and session.by_initial_password
    actor = replace(_actor(session), proven_at=proven_at, change_due=due)
    services = ("auth",) if due else TOKENS_FOR
    return SessionView(
        role=session.standing.role,
        staff_name=session.staff_name,
        login_id=session.login_id,
        issuer_code=session.issuer_code,
        code=session.code,
        place_name=session.place_name,
        tokens={each: signer.token(actor, service=each) for each in services},
        tokens_expire_at=signed_at + timedelta(seconds=LIFE_S),
        expires_at=session.span.expires_at,
        must_change_password=due,
        merchants=session.merchants if session.standing.site is Site.SHOP else 0,
        proven_at=proven_at,
        unused_until=signed_at + (session.span.ends_at - at),
        stays=session.stays,
    )


def _actor(session: OpenSession) -> Actor:
    standing = session.standing
    at_till = standing.site is Site.SHOP
    return Actor(
        role=standing.role,
        subject=str(standing.staff_id),
        login_id=session.login_id,
        staff_id=standing.staff_id,
        campaign_id=session.campaign_id,
        issuer_code=session.issuer_code or None,
        company_id=standing.company_id,
        merchant_id=standing.merchant_id,
        merchant_code=MerchantCode(session.code) if at_till else None,
    )
