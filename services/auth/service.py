"""The auth service's doors; the work is in `usecases`."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final, ParamSpec, TypeVar

from eventlet import tpool
from eventlet.semaphore import Semaphore
from sqlalchemy.orm import Session

from machiken import clock
from machiken.bus.doors import (
    Configured,
    Database,
    Heard,
    answers,
    hears,
    injected,
)
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    BeginSignIn,
    EndSession,
    FinishSignIn,
    MerchantView,
    OfficerView,
    RegisterMerchant,
    RegisterOfficer,
    ResumeSession,
    SessionEnded,
    SessionOpened,
    SessionView,
    SignInBegun,
    verbs,
)
from machiken.contracts.redemption import CampaignApplied
from machiken.contracts.verbs import Ping, Pong
from machiken.contracts.verification import ClockMovedBy, MoveClock
from machiken.database import Transactions
from services.auth.domain import initial_password, password_hash
from services.auth.settings import Settings
from services.auth.store.tables import INBOX
from services.auth.usecases import begin_sign_in as beginning
from services.auth.usecases import resume_session as resuming
from services.auth.usecases.end_session import end_session
from services.auth.usecases.finish_sign_in import finish_sign_in
from services.auth.usecases.keep_campaign import keep_campaign
from services.auth.usecases.move_clock import move_clock
from services.auth.usecases.outcome import told
from services.auth.usecases.register_merchant import register_merchant
from services.auth.usecases.register_officer import register_officer

Given = ParamSpec("Given")
Result = TypeVar("Result")

HASHES_AT_ONCE: Final = 2
_hashing = Semaphore(HASHES_AT_ONCE)


class AuthService:
    """Who may come in, and as whom."""

    name = verbs.SERVICE

    db: Transactions = injected(Database())
    settings: Settings = injected(Configured(Settings))

    @answers(verbs.PING)
    def ping(self, _request: Ping, _actor: Actor) -> Pong:
        """Say that the broker, a worker and the database answer."""
        with self.db.begin() as tx:
            clock.now(tx)
        return Pong(service=self.name)

    @answers(verbs.MOVE_CLOCK)
    def move_clock(self, request: MoveClock, _actor: Actor) -> ClockMovedBy:
        """Move this service's time, for a rehearsal."""
        with self.db.begin() as tx:
            return move_clock(tx, request, self.settings.machiken_env)

    @hears(CampaignApplied, inbox=INBOX)
    def on_campaign_applied(self, tx: Session, heard: Heard[CampaignApplied]) -> None:
        """Keep the campaign, so that merchants can be registered for it."""
        keep_campaign(tx, heard.event)

    @answers(verbs.REGISTER_MERCHANT)
    def register_merchant(
        self, request: RegisterMerchant, actor: Actor
    ) -> MerchantView:
        """Register a merchant, its company and its representative."""
        initial = _slowly(initial_password.invent, self.settings.keys.letters)
        with self.db.begin() as tx:
            return register_merchant(tx, request, actor, initial)

    @answers(verbs.REGISTER_OFFICER)
    def register_officer(self, request: RegisterOfficer, actor: Actor) -> OfficerView:
        """Register a member of the office's staff."""
        initial = _slowly(initial_password.invent, self.settings.keys.letters)
        with self.db.begin() as tx:
            return register_officer(tx, request, actor, initial)

    @answers(verbs.BEGIN_SIGN_IN)
    def begin_sign_in(self, request: BeginSignIn, _actor: Actor) -> SignInBegun:
        """Take a password; a right one gets a number mailed."""
        keys = self.settings.keys
        with self.db.begin() as tx:
            attempt = beginning.open_attempt(tx, request, keys)
        kept = attempt.password_hash
        proven = _slowly(password_hash.is_right, kept, request.password)
        with self.db.begin() as tx:
            outcome = beginning.begin_sign_in(tx, request, attempt, keys, proven=proven)
        return told(outcome)

    @answers(verbs.FINISH_SIGN_IN)
    def finish_sign_in(self, request: FinishSignIn, _actor: Actor) -> SessionOpened:
        """Take the mailed number; the right one opens a session."""
        with self.db.begin() as tx:
            outcome = finish_sign_in(tx, request, self.settings.keys)
        return told(outcome)

    @answers(verbs.RESUME_SESSION)
    def resume_session(self, request: ResumeSession, _actor: Actor) -> SessionView:
        """Say who is in, with tokens for every service."""
        with self.db.begin() as tx:
            session = resuming.resume_session(tx, request)
        signer = self.settings.keys.signer
        return resuming.view(session, signer, signed_at=datetime.now(UTC))

    @answers(verbs.END_SESSION)
    def end_session(self, request: EndSession, _actor: Actor) -> SessionEnded:
        """Sign out."""
        with self.db.begin() as tx:
            return end_session(tx, request)


def _slowly(
    work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
) -> Result:
    # Off the event loop, and few at a time: each takes a core and 19 MiB.
    with _hashing:
        done: Any = tpool.execute(work, *args, **kwargs)
        result: Result = done
        return result
