"""The second step of a sign-in: what was typed is the mailed number, or the app's.

Asked after the try was counted; whoever comes in so has used up what he typed.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.auth import (
    AccountNews,
    AuthenticatorDigitsWrong,
    FinishSignIn,
    OneTimePasswordWrong,
)
from machiken.refusals import Refusal
from services.auth.domain import authenticator, one_time_password, recovery_code
from services.auth.domain.one_time_password import TRIES_MAX
from services.auth.settings import Keys
from services.auth.store import authenticators
from services.auth.store.authenticators import Authenticator
from services.auth.store.sign_ins import Tried
from services.auth.usecases.tell_owner import Told, tell_owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was looked at: whether it was right, and what to say where not."""

    is_right: bool
    refusal: Refusal


def take(
    tx: Session, request: FinishSignIn, tried: Tried, keys: Keys, *, at: datetime
) -> Step:
    """Return whether the typed number is right; the person is locked.

    An app that was added or removed since the password was typed voided this sign-in,
    so that who has one was told to look at it.
    """
    left = str(TRIES_MAX - tried.tries)
    typed = request.one_time_password
    app = authenticators.confirmed(tx, tried.standing.staff_id)
    if app is None:
        is_right = one_time_password.is_right(
            tried.otp_digest, keys.digests, tried.sign_in_id, typed
        )
        return Step(is_right=is_right, refusal=OneTimePasswordWrong(tries_left=left))
    is_right = _by_app(tx, app, typed, keys) or _by_code(tx, app, request, at)
    return Step(is_right=is_right, refusal=AuthenticatorDigitsWrong(tries_left=left))


def _by_app(tx: Session, app: Authenticator, typed: str, keys: Keys) -> bool:
    secret = keys.authenticators.open(app.sealed_secret)
    at = clock.unmoved(tx)
    step = authenticator.step_of(secret, typed, at=at, after=app.last_step)
    if step is None:
        return False
    # Sealed anew, so that a key that was replaced is not needed for ever.
    sealed = keys.authenticators.seal(secret)
    return authenticators.take_step(tx, app.staff_id, step, sealed)


def _by_code(
    tx: Session, app: Authenticator, request: FinishSignIn, at: datetime
) -> bool:
    digest = recovery_code.digest(request.one_time_password)
    if not authenticators.take_code(tx, app.staff_id, digest, at=at):
        return False
    told = Told(news=AccountNews.RECOVERY_CODE_USED, caller=request)
    tell_owner(tx, app.staff_id, told, at=at)
    return True
