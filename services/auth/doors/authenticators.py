"""The doors about authenticators: somebody's own app in place of mailed numbers."""

from machiken.bus.doors import answers
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    AuthenticatorBegun,
    AuthenticatorConfirmed,
    AuthenticatorQuery,
    AuthenticatorRemoved,
    AuthenticatorView,
    BeginAuthenticator,
    ConfirmAuthenticator,
    RemoveAuthenticator,
    RemoveOwnAuthenticator,
    authenticator_verbs,
)
from machiken.database import Transactions
from services.auth.settings import Settings
from services.auth.usecases.authenticator import (
    begin_authenticator,
    confirm_authenticator,
    show_authenticator,
)
from services.auth.usecases.remove_authenticator import (
    remove_authenticator,
    remove_own_authenticator,
)


class AuthenticatorDoors:
    """How an app is added and removed."""

    db: Transactions
    settings: Settings

    @answers(authenticator_verbs.AUTHENTICATOR)
    def authenticator(
        self, _request: AuthenticatorQuery, actor: Actor
    ) -> AuthenticatorView:
        """Say whether one signs in by an app."""
        with self.db.begin() as tx:
            return show_authenticator(tx, actor)

    @answers(authenticator_verbs.BEGIN_AUTHENTICATOR)
    def begin_authenticator(
        self, request: BeginAuthenticator, actor: Actor
    ) -> AuthenticatorBegun:
        """Give the secret for one's app."""
        with self.db.begin() as tx:
            return begin_authenticator(tx, request, actor, self.settings.keys)

    @answers(authenticator_verbs.CONFIRM_AUTHENTICATOR)
    def confirm_authenticator(
        self, request: ConfirmAuthenticator, actor: Actor
    ) -> AuthenticatorConfirmed:
        """Take the app's first digits; they are asked for from then on."""
        with self.db.begin() as tx:
            return confirm_authenticator(tx, request, actor, self.settings.keys)

    @answers(authenticator_verbs.REMOVE_OWN_AUTHENTICATOR)
    def remove_own_authenticator(
        self, request: RemoveOwnAuthenticator, actor: Actor
    ) -> AuthenticatorRemoved:
        """Mail one's numbers again."""
        with self.db.begin() as tx:
            return remove_own_authenticator(tx, request, actor)

    @answers(authenticator_verbs.REMOVE_AUTHENTICATOR)
    def remove_authenticator(
        self, request: RemoveAuthenticator, actor: Actor
    ) -> AuthenticatorRemoved:
        """Mail somebody's numbers again who lost his phone."""
        with self.db.begin() as tx:
            return remove_authenticator(tx, request, actor)
