"""The verbs of the auth service."""

from typing import Final

from machiken.contracts import verification
from machiken.contracts.actor import OFFICE, OPERATOR, SHOP, VISITOR, Role
from machiken.contracts.auth.joining_verbs import *  # noqa: F403 - one table
from machiken.contracts.auth.merchants import (
    MerchantView,
    OfficerView,
    RegisterMerchant,
    RegisterOfficer,
)
from machiken.contracts.auth.passwords import (
    BeginReset,
    ChangePassword,
    FinishReset,
    PasswordChanged,
    PasswordReissued,
    ProveReset,
    ReissuePassword,
    ResetBegun,
    ResetProven,
)
from machiken.contracts.auth.proofs import ProofGiven, ProveAgain
from machiken.contracts.auth.puzzles import NewPuzzle, PuzzleDrawn
from machiken.contracts.auth.sessions import (
    EndSessions,
    RecallSession,
    SessionsEnded,
    SessionsQuery,
    SessionsView,
)
from machiken.contracts.auth.sign_in import (
    BeginSignIn,
    EndSession,
    FinishSignIn,
    ResumeSession,
    SessionEnded,
    SessionOpened,
    SessionView,
    SignInBegun,
)
from machiken.contracts.verbs import Verb, ping

SERVICE: Final = "auth"

PING = ping(SERVICE)
MOVE_CLOCK = verification.move_clock(SERVICE)

REGISTER_MERCHANT = Verb(
    service=SERVICE,
    name="register_merchant",
    request=RegisterMerchant,
    answer=MerchantView,
    roles=OPERATOR | {Role.OFFICE_CLERK, Role.OFFICE_ADMINISTRATOR},
)
REGISTER_OFFICER = Verb(
    service=SERVICE,
    name="register_officer",
    request=RegisterOfficer,
    answer=OfficerView,
    roles=OPERATOR | {Role.OFFICE_ADMINISTRATOR},
    proven=True,
)
# The sign-in verbs are called before anybody is known: the broker lets only the
# gateway call them, and what they take are secrets that the caller must have.
BEGIN_SIGN_IN = Verb(
    service=SERVICE,
    name="begin_sign_in",
    request=BeginSignIn,
    answer=SignInBegun,
    roles=VISITOR,
)
FINISH_SIGN_IN = Verb(
    service=SERVICE,
    name="finish_sign_in",
    request=FinishSignIn,
    answer=SessionOpened,
    roles=VISITOR,
)
RESUME_SESSION = Verb(
    service=SERVICE,
    name="resume_session",
    request=ResumeSession,
    answer=SessionView,
    roles=VISITOR,
)
END_SESSION = Verb(
    service=SERVICE,
    name="end_session",
    request=EndSession,
    answer=SessionEnded,
    roles=VISITOR,
)
CHANGE_PASSWORD = Verb(
    service=SERVICE,
    name="change_password",
    request=ChangePassword,
    answer=PasswordChanged,
    roles=SHOP | OFFICE | {Role.COMPANY},
    before_change=True,
)
BEGIN_RESET = Verb(
    service=SERVICE,
    name="begin_reset",
    request=BeginReset,
    answer=ResetBegun,
    roles=VISITOR,
)
PROVE_RESET = Verb(
    service=SERVICE,
    name="prove_reset",
    request=ProveReset,
    answer=ResetProven,
    roles=VISITOR,
)
FINISH_RESET = Verb(
    service=SERVICE,
    name="finish_reset",
    request=FinishReset,
    answer=PasswordChanged,
    roles=VISITOR,
)
REISSUE_PASSWORD = Verb(
    service=SERVICE,
    name="reissue_password",
    request=ReissuePassword,
    answer=PasswordReissued,
    roles=OPERATOR | {Role.OFFICE_CLERK, Role.OFFICE_ADMINISTRATOR},
    proven=True,
)
RECALL_SESSION = Verb(
    service=SERVICE,
    name="recall_session",
    request=RecallSession,
    answer=SessionOpened,
    roles=VISITOR,
)
SESSIONS = Verb(
    service=SERVICE,
    name="sessions",
    request=SessionsQuery,
    answer=SessionsView,
    roles=SHOP | OFFICE | {Role.COMPANY, Role.COMPANY_READER},
)
END_SESSIONS = Verb(
    service=SERVICE,
    name="end_sessions",
    request=EndSessions,
    answer=SessionsEnded,
    roles=SHOP | OFFICE | {Role.COMPANY},
)
PROVE_AGAIN = Verb(
    service=SERVICE,
    name="prove_again",
    request=ProveAgain,
    answer=ProofGiven,
    roles=SHOP | OFFICE | {Role.COMPANY},
)
NEW_PUZZLE = Verb(
    service=SERVICE,
    name="new_puzzle",
    request=NewPuzzle,
    answer=PuzzleDrawn,
    roles=VISITOR,
)
