"""The auth service's doors; the work is in `usecases`."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from machiken import outbox
from machiken.bus.aside import aside, seat
from machiken.bus.doors import (
    Heard,
    answers,
    hears,
)
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    BeginSignIn,
    EndSession,
    EndSessions,
    FinishSignIn,
    MerchantView,
    NewPuzzle,
    OfficerView,
    PuzzleDrawn,
    RecallSession,
    RegisterMerchant,
    RegisterOfficer,
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
from machiken.rehearsal import move_clock, rehearses
from services.auth.domain import initial_password, password_hash
from services.auth.domain.puzzle_picture import draw
from services.auth.doors.authenticators import AuthenticatorDoors
from services.auth.doors.invitations import InvitationDoors
from services.auth.doors.mail_proposals import MailProposalDoors
from services.auth.doors.merchants import MerchantDoors
from services.auth.doors.officers import OfficerDoors
from services.auth.doors.passwords import PasswordDoors
from services.auth.doors.people import PeopleDoors
from services.auth.store.tables import INBOX, OUTBOX
from services.auth.usecases import begin_sign_in as beginning
from services.auth.usecases import puzzle
from services.auth.usecases import resume_session as resuming
from services.auth.usecases.end_session import end_session
from services.auth.usecases.end_sessions import end_sessions, show_sessions
from services.auth.usecases.finish_sign_in import finish_sign_in
from services.auth.usecases.keep_campaign import keep_campaign
from services.auth.usecases.outcome import told
from services.auth.usecases.recall_session import recall_session
from services.auth.usecases.register_merchant import register_merchant
from services.auth.usecases.register_officer import register_officer


class AuthService(
    AuthenticatorDoors,
    InvitationDoors,
    MailProposalDoors,
    MerchantDoors,
    OfficerDoors,
    PasswordDoors,
    PeopleDoors,
):
    """Who may come in, and as whom."""

    name = verbs.SERVICE

    @answers(verbs.PING)
    def ping(self, _request: Ping, _actor: Actor) -> Pong:
        """Say that the broker, a worker and the database answer."""
        with self.db.begin() as tx:
            unsent = outbox.count_unsent(tx, OUTBOX)
        answering = rehearses(self.settings.machiken_env)
        return Pong(service=self.name, rehearses=answering, unsent=unsent)

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
        with seat():
            initial = aside(initial_password.invent, self.settings.keys.letters)
        with self.db.begin() as tx:
            return register_merchant(tx, request, actor, initial)

    @answers(verbs.REGISTER_OFFICER)
    def register_officer(self, request: RegisterOfficer, actor: Actor) -> OfficerView:
        """Register a member of the office's staff."""
        with seat():
            initial = aside(initial_password.invent, self.settings.keys.letters)
        with self.db.begin() as tx:
            return register_officer(tx, request, actor, initial)

    @answers(verbs.NEW_PUZZLE)
    def new_puzzle(self, _request: NewPuzzle, _actor: Actor) -> PuzzleDrawn:
        """Draw a puzzle, for a page that will ask for a password."""
        with seat(stranger=True):
            drawn = aside(draw)
        with self.db.begin() as tx:
            return puzzle.hand_out(tx, drawn)

    @answers(verbs.BEGIN_SIGN_IN)
    def begin_sign_in(self, request: BeginSignIn, _actor: Actor) -> SignInBegun:
        """Take a password; a right one gets a number mailed."""
        keys = self.settings.keys
        with seat(stranger=not request.device_secret):
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
