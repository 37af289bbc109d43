"""Finish a sign-in: the mailed number, or the app's, opens a session."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import NOBODY, Actor, Role
from machiken.contracts.auth import (
    AccountNews,
    FinishSignIn,
    MerchantState,
    SessionOpened,
    SignInExpired,
)
from machiken.refusals import Refusal
from services.auth.domain import browser_secret, guess_budget
from services.auth.domain.account import address_of
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.device_name import device_name
from services.auth.domain.one_time_password import TRIES_MAX
from services.auth.domain.standing import Standing
from services.auth.settings import Keys
from services.auth.store import (
    audit,
    devices,
    merchant_states,
    remembered,
    sessions,
    sign_ins,
    staff,
    wrong_numbers,
)
from services.auth.store.sessions import NewSession
from services.auth.store.sign_ins import Tried
from services.auth.usecases import second_step
from services.auth.usecases.tell_owner import Told, tell_owner, tell_used_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A number that somebody typed: for which sign-in, where and when."""

    request: FinishSignIn
    tried: Tried
    device_id: UUID | None
    at: datetime

    def entry(
        self, happening: Happening, *, by: tuple[Role, str], detail: str = ""
    ) -> AuditEntry:
        """Return what the audit tells of it."""
        return AuditEntry(
            happening=happening,
            actor_role=by[0],
            actor=by[1],
            staff_id=self.tried.standing.staff_id,
            site=self.tried.standing.site,
            merchant_id=self.tried.standing.merchant_id,
            detail=detail,
        ).came_from(self.request)


def finish_sign_in(
    tx: Session, request: FinishSignIn, keys: Keys
) -> SessionOpened | Refusal:
    """Return the session that the number opened, or why it opened none.

    `OneTimePasswordWrong`, `AuthenticatorDigitsWrong`, `NumbersUsedUp` and `ResetDue`
    are returned, because the try they cost must stay used up; `SignInExpired` is
    raised, for there is nothing to remember.
    """
    at = clock.now(tx)
    secret_digest = browser_secret.digest(request.sign_in_secret)
    staff_id = sign_ins.whose(tx, secret_digest)
    if staff_id is None:
        raise SignInExpired
    # The person first, then the sign-in, as where one begins: no two wait crosswise.
    staff.lock(tx, staff_id)
    tried = sign_ins.use_up_a_try(tx, secret_digest, at=at)
    if tried is None:
        raise SignInExpired
    device_id = devices.find(tx, request.device_secret, staff_id)
    spent = wrong_numbers.spent(tx, staff_id, device_id, at=at)
    refusal = guess_budget.refusal(spent)
    if refusal is not None:
        return refusal
    guess = Guess(request=request, tried=tried, device_id=device_id, at=at)
    step = second_step.take(tx, request, tried, keys, at=at)
    if step.is_right:
        return _opened(tx, guess)
    _count_wrong(tx, guess)
    return step.refusal


def _count_wrong(tx: Session, guess: Guess) -> None:
    tried, staff_id = guess.tried, guess.tried.standing.staff_id
    wrong_numbers.record(tx, staff_id, guess.device_id, at=guess.at)
    entry = guess.entry(
        Happening.ONE_TIME_PASSWORD_WRONG,
        by=(NOBODY.role, NOBODY.subject),
        detail=f"{tried.tries}/{TRIES_MAX}",
    )
    audit.record(tx, entry, at=guess.at)
    spent = wrong_numbers.spent(tx, staff_id, guess.device_id, at=guess.at)
    refusal = guess_budget.refusal(spent)
    tell_used_up(tx, staff_id, refusal, guess.request, at=guess.at)


def _opened(tx: Session, guess: Guess) -> SessionOpened:
    standing, at = guess.tried.standing, guess.at
    sign_ins.use(tx, guess.tried.sign_in_id, at=at)
    secret = browser_secret.new()
    family_id, token = (
        remembered.begin(tx, standing, at=at) if guess.request.stays else (None, "")
    )
    new = NewSession(
        standing=standing,
        secret_digest=browser_secret.digest(secret),
        address=address_of(guess.request.address),
        family_id=family_id,
        device=device_name(guess.request.user_agent),
        proven_at=guess.at,
    )
    expires_at = sessions.open_one(tx, new, at=at)
    entry = guess.entry(
        Happening.SIGN_IN_FINISHED, by=(standing.role, str(standing.staff_id))
    )
    audit.record(tx, entry, at=at)
    _begin_use(tx, standing, at)
    return SessionOpened(
        session_secret=secret,
        expires_at=expires_at,
        device_secret=_device_secret(tx, guess),
        remember_token=token,
    )


def _begin_use(tx: Session, standing: Standing, at: datetime) -> None:
    merchant_id = standing.merchant_id
    if merchant_id is not None and merchant_states.begin_use(tx, merchant_id):
        actor = Actor(role=standing.role, subject=str(standing.staff_id))
        change = merchant_states.by(actor, at=at)
        merchant_states.note(tx, [merchant_id], MerchantState.ACTIVE, change)


def _device_secret(tx: Session, guess: Guess) -> str:
    if guess.device_id is not None:
        devices.see(tx, guess.device_id, at=guess.at)
        return guess.request.device_secret
    staff_id = guess.tried.standing.staff_id
    if not devices.is_first(tx, staff_id):
        told = Told(news=AccountNews.NEW_DEVICE, caller=guess.request)
        tell_owner(tx, staff_id, told, at=guess.at)
    return devices.record(tx, staff_id, at=guess.at)
