"""The auth service's doors; the work is in `usecases`."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.bus.aside import aside
from machiken.bus.doors import (
    Heard,
    answers,
    hears,
)
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    BeginReset,
    BeginSignIn,
    ChangePassword,
    EndSession,
    EndSessions,
    FinishReset,
    FinishSignIn,
    MerchantView,
    NewPuzzle,
    OfficerView,
    PasswordChanged,
    PasswordReissued,
    ProveReset,
    PuzzleDrawn,
    RecallSession,
    RegisterMerchant,
    RegisterOfficer,
    ReissuePassword,
    ResetBegun,
    ResetProven,
    ResumeSession,
    SessionEnded,
    SessionOpened,
    SessionsEnded,
    SessionsQuery,
    SessionsView,
    SessionView,
    SignInBegun,
    verbs,
)
from machiken.contracts.redemption import CampaignApplied
from machiken.contracts.verbs import Ping, Pong
from machiken.contracts.verification import ClockMovedBy, MoveClock
from machiken.rehearsal import move_clock
from services.auth.domain import initial_password, password_hash
from services.auth.domain.puzzle_picture import draw
from services.auth.merchant_doors import MerchantDoors
from services.auth.store.tables import INBOX
from services.auth.usecases import begin_sign_in as beginning
from services.auth.usecases import change_password as changing
from services.auth.usecases import finish_reset as resetting
from services.auth.usecases import puzzle
from services.auth.usecases import resume_session as resuming
from services.auth.usecases.begin_reset import begin_reset
from services.auth.usecases.end_session import end_session
from services.auth.usecases.end_sessions import end_sessions, show_sessions
from services.auth.usecases.finish_sign_in import finish_sign_in
from services.auth.usecases.keep_campaign import keep_campaign
from services.auth.usecases.outcome import told
from services.auth.usecases.prove_reset import prove_reset
from services.auth.usecases.recall_session import recall_session
from services.auth.usecases.register_merchant import register_merchant
from services.auth.usecases.register_officer import register_officer
from services.auth.usecases.reissue_password import reissue_password


class AuthService(MerchantDoors):
    """Who may come in, and as whom."""

    name = verbs.SERVICE

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
        initial = aside(initial_password.invent, self.settings.keys.letters)
        with self.db.begin() as tx:
            return register_merchant(tx, request, actor, initial)

    @answers(verbs.REGISTER_OFFICER)
    def register_officer(self, request: RegisterOfficer, actor: Actor) -> OfficerView:
        """Register a member of the office's staff."""
        initial = aside(initial_password.invent, self.settings.keys.letters)
        with self.db.begin() as tx:
            return register_officer(tx, request, actor, initial)

    @answers(verbs.NEW_PUZZLE)
    def new_puzzle(self, _request: NewPuzzle, _actor: Actor) -> PuzzleDrawn:
        """Draw a puzzle, for a page that will ask for a password."""
        drawn = aside(draw)
        with self.db.begin() as tx:
            return puzzle.hand_out(tx, drawn)

    @answers(verbs.BEGIN_SIGN_IN)
    def begin_sign_in(self, request: BeginSignIn, _actor: Actor) -> SignInBegun:
        """Take a password; a right one gets a number mailed."""
        keys = self.settings.keys
        with self.db.begin() as tx:
            missed = puzzle.check(tx, request)
        told(missed)
        with self.db.begin() as tx:
            attempt = beginning.open_attempt(tx, request, keys)
        kept = attempt.password_hash
        proven = aside(password_hash.is_right, kept, request.password)
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
        return resuming.view(
            session,
            self.settings.keys.signer,
            signed_at=datetime.now(UTC),
            forced=self.settings.first_change_forced,
        )

    @answers(verbs.END_SESSION)
    def end_session(self, request: EndSession, _actor: Actor) -> SessionEnded:
        """Sign out."""
        with self.db.begin() as tx:
            return end_session(tx, request)

    @answers(verbs.RECALL_SESSION)
    def recall_session(self, request: RecallSession, _actor: Actor) -> SessionOpened:
        """Open a session for a browser that stays signed in."""
        with self.db.begin() as tx:
            outcome = recall_session(tx, request)
        return told(outcome)

    @answers(verbs.SESSIONS)
    def sessions(self, request: SessionsQuery, actor: Actor) -> SessionsView:
        """Say where one is signed in."""
        with self.db.begin() as tx:
            return show_sessions(tx, request, actor)

    @answers(verbs.END_SESSIONS)
    def end_sessions(self, request: EndSessions, actor: Actor) -> SessionsEnded:
        """Sign oneself out elsewhere."""
        with self.db.begin() as tx:
            return end_sessions(tx, request, actor)

    @answers(verbs.CHANGE_PASSWORD)
    def change_password(self, request: ChangePassword, actor: Actor) -> PasswordChanged:
        """Replace one's password; one's other sessions end."""
        with self.db.begin() as tx:
            change = changing.open_change(tx, request, actor, self.settings.keys)
        rule = self.settings.password_rule
        chosen = aside(changing.chosen, request, change, rule)
        with self.db.begin() as tx:
            outcome = changing.change_password(tx, request, actor, change, chosen)
        return told(outcome)

    @answers(verbs.BEGIN_RESET)
    def begin_reset(self, request: BeginReset, _actor: Actor) -> ResetBegun:
        """Mail a code to somebody who forgot his password."""
        with self.db.begin() as tx:
            return begin_reset(tx, request, self.settings.keys)

    @answers(verbs.PROVE_RESET)
    def prove_reset(self, request: ProveReset, _actor: Actor) -> ResetProven:
        """Take the mailed code."""
        with self.db.begin() as tx:
            outcome = prove_reset(tx, request, self.settings.keys)
        return told(outcome)

    @answers(verbs.FINISH_RESET)
    def finish_reset(self, request: FinishReset, _actor: Actor) -> PasswordChanged:
        """Take the new password; all sessions end."""
        with self.db.begin() as tx:
            replacement = resetting.open_finish(tx, request)
        rule = self.settings.password_rule
        chosen = aside(resetting.chosen, request, replacement, rule)
        with self.db.begin() as tx:
            return resetting.finish_reset(tx, request, chosen)

    @answers(verbs.REISSUE_PASSWORD)
    def reissue_password(
        self, request: ReissuePassword, actor: Actor
    ) -> PasswordReissued:
        """Send somebody a new initial password."""
        initial = aside(initial_password.invent, self.settings.keys.letters)
        with self.db.begin() as tx:
            return reissue_password(tx, request, actor, initial)
