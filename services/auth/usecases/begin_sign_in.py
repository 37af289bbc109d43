"""Begin a sign-in: a right password gets a number mailed, or the app's asked for.

Two transactions with the slow look at the password between them, so that no connection
and no lock is held for it: `open_attempt`, then the door verifies, then
`begin_sign_in`. Both run for accounts that don't exist, too, and take equally long.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from machiken import clock, outbox
from machiken.confidential import Sealed
from machiken.contracts.actor import NOBODY
from machiken.contracts.auth import (
    AccountNews,
    BeginSignIn,
    InitialPasswordExpired,
    OneTimePasswordIssued,
    PuzzleNeeded,
    SignInBegun,
    SignInFailed,
    SignInLocked,
    Site,
)
from machiken.refusals import Refusal
from services.auth.domain import browser_secret, guess_budget, lock, one_time_password
from services.auth.domain.account import (
    Attempt,
    Candidate,
    account_digest,
    address_of,
    device_digest,
)
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.device_name import device_name
from services.auth.domain.mail_address import masked
from services.auth.domain.puzzle import PLAIN_FAILURES_MAX
from services.auth.settings import Keys
from services.auth.store import (
    accounts,
    attempts,
    audit,
    authenticators,
    devices,
    sign_ins,
    staff,
    wrong_numbers,
)
from services.auth.store.sign_ins import Tried
from services.auth.store.tables import OUTBOX
from services.auth.usecases.open_reader import open_reader, without_number
from services.auth.usecases.tell_owner import Told, tell_owner


def open_attempt(tx: Session, request: BeginSignIn, keys: Keys) -> Attempt:
    """Count a try at the account, and return whom its password must prove.

    Counted before the password is looked at, so that tries at once can't outrun the
    lock. Raises `SignInLocked`, `PuzzleNeeded`.
    """
    candidate = accounts.find(tx, request)
    staff_id = candidate.standing.staff_id if candidate else None
    device_id = devices.find(tx, request.device_secret, staff_id)
    account = device_digest(account_digest(keys.digests, request), device_id)
    attempts.lock(tx, account)
    at = clock.now(tx)
    failures = attempts.failures(tx, account, at=at)
    until = lock.locked_until(failures, at)
    if until is not None:
        raise SignInLocked(until=until.isoformat())
    plain = request.site is Site.SHOP and request.puzzle is None
    if plain and lock.lately(failures, at) >= PLAIN_FAILURES_MAX:
        raise PuzzleNeeded
    return Attempt(
        attempt_id=attempts.record(tx, account, address_of(request.address), at=at),
        account=account,
        candidate=candidate,
        device_id=device_id,
    )


def begin_sign_in(
    tx: Session, request: BeginSignIn, attempt: Attempt, keys: Keys, *, proven: bool
) -> SignInBegun | Refusal:
    """Return the sign-in that waits for the mailed number, or why there is none.

    The refusals are `SignInFailed`, `SignInLocked` (too many numbers mailed that nobody
    answered), `NumbersUsedUp`, `ResetDue` and `InitialPasswordExpired`; returned,
    because the failure is written down.
    """
    at = clock.now(tx)
    candidate = attempt.candidate
    if candidate is None or not proven or not staff.lock_unchanged(tx, candidate):
        _tell_if_locked(tx, request, attempt)
        return _failed(tx, request, attempt, SignInFailed())
    attempts.forgive(tx, attempt.attempt_id)
    refusal = _not_now(tx, candidate, attempt.device_id, at)
    if refusal is not None:
        return _failed(tx, request, attempt, refusal)
    if without_number(tx, candidate):
        return open_reader(tx, request, candidate, at=at)
    begun = _begun(tx, request, candidate, keys)
    entry = _entry(Happening.SIGN_IN_BEGUN, request, attempt)
    audit.record(tx, entry, at=at)
    return begun


def _tell_if_locked(tx: Session, request: BeginSignIn, attempt: Attempt) -> None:
    """Tell the owner where this very try was the one that locked his account."""
    at = clock.now(tx)
    upto = attempts.failures(tx, attempt.account, at=at, upto=attempt.attempt_id)
    until = lock.locked_until(upto, at)
    if attempt.candidate is None:  # asked all the same, to take equally long
        return
    if until is not None and lock.locked_until(upto[:-1], at) is None:
        told = Told(news=AccountNews.ACCOUNT_LOCKED, caller=request, until=until)
        tell_owner(tx, attempt.candidate.standing.staff_id, told, at=at)


def _failed(
    tx: Session, request: BeginSignIn, attempt: Attempt, refusal: Refusal
) -> Refusal:
    entry = _entry(Happening.SIGN_IN_FAILED, request, attempt, refusal.code)
    audit.record(tx, entry, at=clock.now(tx))
    return refusal


def _not_now(
    tx: Session, candidate: Candidate, device_id: UUID | None, at: datetime
) -> Refusal | None:
    expires_at = candidate.password.expires_at
    if expires_at is not None and expires_at <= at:
        return InitialPasswordExpired()
    spent = wrong_numbers.spent(tx, candidate.standing.staff_id, device_id, at=at)
    used_up = guess_budget.refusal(spent)
    if used_up is not None:
        return used_up
    unanswered = sign_ins.unanswered(tx, candidate, at=at)
    next_mail_at = one_time_password.next_mail_at(unanswered)
    if next_mail_at is not None:
        return SignInLocked(until=next_mail_at.isoformat())
    return None


def _begun(
    tx: Session, request: BeginSignIn, candidate: Candidate, keys: Keys
) -> SignInBegun:
    at = clock.now(tx)
    sign_in_id, secret = uuid4(), browser_secret.new()
    number = one_time_password.new()
    sign_in = Tried(
        sign_in_id=sign_in_id,
        standing=candidate.standing,
        otp_digest=one_time_password.digest(keys.digests, sign_in_id, number),
        tries=0,
    )
    sign_ins.supersede(tx, candidate, at=at)
    expires_at = sign_ins.record(
        tx, sign_in, secret_digest=browser_secret.digest(secret), at=at
    )
    app = authenticators.confirmed(tx, candidate.standing.staff_id)
    if app is None:  # else nobody ever learns the number
        issued = _issued(candidate, keys.letters.seal(number), expires_at)
        issued = replace(issued, device=device_name(request.user_agent))
        outbox.append(tx, OUTBOX, issued, at=at)
    return SignInBegun(
        sign_in_secret=secret,
        otp_expires_at=expires_at,
        masked_email="" if app else masked(candidate.email),
        by_authenticator=app is not None,
    )


def _issued(
    candidate: Candidate, number: Sealed, expires_at: datetime
) -> OneTimePasswordIssued:
    return OneTimePasswordIssued(
        staff_id=candidate.standing.staff_id,
        site=candidate.standing.site,
        email=candidate.email,
        campaign_id=candidate.campaign_id,
        place_name=candidate.place_name,
        one_time_password=number,
        expires_at=expires_at,
    )


def _entry(
    happening: Happening, request: BeginSignIn, attempt: Attempt, detail: str = ""
) -> AuditEntry:
    candidate = attempt.candidate
    return AuditEntry(
        happening=happening,
        actor_role=NOBODY.role,
        actor=NOBODY.subject,
        staff_id=candidate.standing.staff_id if candidate else None,
        site=request.site,
        merchant_id=candidate.standing.merchant_id if candidate else None,
        account=attempt.account,
        detail=detail,
    ).came_from(request)
