"""The doors of passwords: changed, reset by mail, issued anew, proven once more.

Their slow looks happen in a seat, beside the event loop and outside of transactions.
"""

from machiken.bus.aside import aside, seat
from machiken.bus.doors import answers
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    BeginReset,
    ChangePassword,
    FinishReset,
    PasswordChanged,
    PasswordReissued,
    ProofGiven,
    ProveAgain,
    ProveReset,
    ReissuePassword,
    ResetBegun,
    ResetProven,
    verbs,
)
from machiken.database import Transactions
from services.auth.domain import initial_password, password_hash
from services.auth.settings import Settings
from services.auth.usecases import change_password as changing
from services.auth.usecases import finish_reset as resetting
from services.auth.usecases import prove_again as proving
from services.auth.usecases.begin_reset import begin_reset
from services.auth.usecases.outcome import told
from services.auth.usecases.prove_reset import prove_reset
from services.auth.usecases.reissue_password import reissue_password


class PasswordDoors:
    """How a password is replaced, and proven once more."""

    db: Transactions
    settings: Settings

    @answers(verbs.CHANGE_PASSWORD)
    def change_password(self, request: ChangePassword, actor: Actor) -> PasswordChanged:
        """Replace one's password; one's other sessions end."""
        rule = self.settings.password_rule
        with seat():
            with self.db.begin() as tx:
                change = changing.open_change(tx, request, actor, self.settings.keys)
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
        rule = self.settings.password_rule
        with seat():
            with self.db.begin() as tx:
                replacement = resetting.open_finish(tx, request)
            chosen = aside(resetting.chosen, request, replacement, rule)
        with self.db.begin() as tx:
            return resetting.finish_reset(tx, request, chosen)

    @answers(verbs.REISSUE_PASSWORD)
    def reissue_password(
        self, request: ReissuePassword, actor: Actor
    ) -> PasswordReissued:
        """Send somebody a new initial password."""
        with seat():
            initial = aside(initial_password.invent, self.settings.keys.letters)
        with self.db.begin() as tx:
            return reissue_password(tx, request, actor, initial)

    @answers(verbs.PROVE_AGAIN)
    def prove_again(self, request: ProveAgain, actor: Actor) -> ProofGiven:
        """Take the password once more, before what can't be undone."""
        with seat():
            with self.db.begin() as tx:
                proof = proving.open_proof(tx, request, actor, self.settings.keys)
            kept = proof.present.hash
            right = aside(password_hash.is_right, kept, request.password)
        with self.db.begin() as tx:
            outcome = proving.prove_again(tx, request, actor, proof, proven=right)
        return told(outcome)
