"""Prove one's password once more: whoever found a till signed in can't.

Two transactions with the slow look between them, as for a change: `open_proof`, then
the door verifies, then `prove_again`.
"""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import PasswordWrong, ProofGiven, ProveAgain, SignInLocked
from machiken.ids import StaffId
from machiken.refusals import Refusal
from services.auth.domain import browser_secret, lock
from services.auth.domain.account import Password, address_of, change_digest
from services.auth.domain.audit import Happening, by_actor
from services.auth.settings import Keys
from services.auth.store import attempts, audit, passwords, proofs, staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A proof that waits for the slow look at the password."""

    staff_id: StaffId
    attempt_id: int
    present: Password


def open_proof(tx: Session, request: ProveAgain, actor: Actor, keys: Keys) -> Proof:
    """Count a try at the present password. Raises `SignInLocked`.

    Counted together with those of a change: five wrong ones a minute in all.
    """
    assert actor.staff_id is not None, "whoever is signed in is somebody"
    account = change_digest(keys.digests, actor.staff_id)
    attempts.lock(tx, account)
    at = clock.now(tx)
    until = lock.locked_until(attempts.failures(tx, account, at=at), at)
    if until is not None:
        raise SignInLocked(until=until.isoformat())
    return Proof(
        staff_id=actor.staff_id,
        attempt_id=attempts.record(tx, account, address_of(request.address), at=at),
        present=passwords.history(tx, actor.staff_id)[0],
    )


def prove_again(
    tx: Session, request: ProveAgain, actor: Actor, proof: Proof, *, proven: bool
) -> ProofGiven | Refusal:
    """Return since when the session is proven and its new secret, or `PasswordWrong`.

    Returned, because the try is written down.
    """
    at = clock.now(tx)
    told = by_actor(Happening.PROOF_REFUSED, actor, proof.staff_id)
    told = told.came_from(request)
    still = staff.lock_present(tx, proof.staff_id, proof.present.password_id)
    if not (proven and still):
        audit.record(tx, told, at=at)
        return PasswordWrong()
    attempts.forgive(tx, proof.attempt_id)
    secret_digest = browser_secret.digest(request.session_secret)
    secret = proofs.record(tx, proof.staff_id, secret_digest, at=at)
    audit.record(tx, replace(told, happening=Happening.PROOF_GIVEN), at=at)
    return ProofGiven(proven_at=at, session_secret=secret)
