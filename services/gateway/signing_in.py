"""Signing in, as all three sites do it: the password first, then the mailed number.

What a browser has reached is kept in its own signed cookie; the proofs themselves are
checked by auth alone.
"""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Final

from flask import redirect, request, session
from werkzeug.wrappers import Response

from machiken.contracts.auth import (
    BeginSignIn,
    FinishSignIn,
    PuzzleAnswer,
    SessionOpened,
    SignInExpired,
    Site,
    verbs,
)
from machiken.ids import IssuerCode
from services.gateway import devices, remembering, sessions
from services.gateway.backends import backends

NO_ISSUER: Final = IssuerCode("")
"""The office belongs to no campaign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A sign-in under way in this browser."""

    issuer_code: str = ""
    code: str = ""
    login_id: str = ""
    next: str = ""
    secret: str = ""
    masked_email: str = ""
    otp_expires_at: str = ""
    stays: bool = False
    puzzle_secret: str = ""
    by_authenticator: bool = False

    @property
    def expires_at(self) -> datetime:
        """The moment after which the mailed number is worth nothing."""
        return datetime.fromisoformat(self.otp_expires_at)


def attempt(site: Site) -> Attempt | None:
    """Return the sign-in under way, if there is one."""
    kept = session.get(_kept_as(site))
    return Attempt(**kept) if kept else None


def start(site: Site, *, issuer: IssuerCode, code: str, login_id: str) -> Attempt:
    """Remember whom somebody claims to be; nothing is proven yet."""
    claimed = Attempt(
        issuer_code=issuer, code=code, login_id=login_id, next=came_for(site)
    )
    return _keep(site, claimed)


def prove_password(
    site: Site, under_way: Attempt, password: str, puzzle: PuzzleAnswer | None = None
) -> SessionOpened | None:
    """Have auth check the password; the number is mailed, or an app's asked for.

    Returns the session where the campaign's PC site asks for no number. Raises auth's
    refusals.
    """
    begun = backends().call_as_visitor(
        verbs.BEGIN_SIGN_IN,
        BeginSignIn(
            site=site,
            issuer_code=IssuerCode(under_way.issuer_code),
            code=under_way.code,
            login_id=under_way.login_id,
            password=password,
            address=request.remote_addr or "",
            device_secret=devices.secret(),
            puzzle=puzzle,
            user_agent=devices.user_agent(),
        ),
    )
    if begun.opened is not None:
        return begun.opened
    proven = replace(
        under_way,
        secret=begun.sign_in_secret,
        masked_email=begun.masked_email,
        otp_expires_at=begun.otp_expires_at.isoformat(),
        by_authenticator=begun.by_authenticator,
    )
    _keep(site, proven)
    return None


def prove_mailbox(
    site: Site, under_way: Attempt, one_time_password: str
) -> SessionOpened:
    """Return the session once auth has seen the mailed number, or the app's.

    Raises `OneTimePasswordWrong`, `AuthenticatorDigitsWrong`, `NumbersUsedUp`,
    `ResetDue` and `SignInExpired`; of an attempt that the latter ends only what was
    typed is left.
    """
    try:
        return backends().call_as_visitor(
            verbs.FINISH_SIGN_IN,
            FinishSignIn(
                sign_in_secret=under_way.secret,
                one_time_password=one_time_password,
                address=request.remote_addr or "",
                device_secret=devices.secret(),
                stays=under_way.stays,
                user_agent=devices.user_agent(),
            ),
        )
    except SignInExpired:
        _keep(site, _unproven(under_way))
        raise


def welcome(site: Site, under_way: Attempt, opened: SessionOpened) -> Response:
    """Return the way in; proofs of forms that were made before are void from now on."""
    session.clear()
    response = redirect(under_way.next or f"/{site.value}/", code=303)
    if opened.device_secret:
        devices.remember(response, opened.device_secret)
    if opened.remember_token:
        remembering.keep(response, site, opened.remember_token)
    return sessions.begin(response, site, opened.session_secret)


def came_for(site: Site) -> str:
    """Return the page that somebody wanted before he was asked to sign in."""
    wanted = request.values.get("next", "")
    return wanted if _is_page_of(site, wanted) else ""


def left_off(site: Site) -> Attempt:
    """Return what somebody typed who has to begin again, with where he was going."""
    last = attempt(site) or Attempt()
    return replace(_unproven(last), next=came_for(site) or last.next)


def keep_puzzle(site: Site, under_way: Attempt, puzzle_secret: str) -> None:
    """Remember which puzzle this browser was shown."""
    _keep(site, replace(under_way, puzzle_secret=puzzle_secret))


def _unproven(under_way: Attempt) -> Attempt:
    return Attempt(
        issuer_code=under_way.issuer_code,
        code=under_way.code,
        login_id=under_way.login_id,
        next=under_way.next,
    )


def _keep(site: Site, under_way: Attempt) -> Attempt:
    session[_kept_as(site)] = asdict(under_way)
    return under_way


def _is_page_of(site: Site, path: str) -> bool:
    # Only a plain path of this very site: never another host, never a trick.
    return path.startswith(f"/{site.value}/") and not {"\\", "\r", "\n"} & set(path)


def _kept_as(site: Site) -> str:
    return f"sign-in-{site.value}"
