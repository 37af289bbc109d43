"""Authenticators: one's own are one's own; the office removes whose it can name."""

from machiken.contracts import auth as it
from machiken.contracts.auth import Site
from machiken.contracts.auth import authenticator_verbs as verbs
from tests.access.row import Row
from tests.access.scene import Scene

ONES_OWN = frozenset({"auth.authenticator"})


def _nobodys(scene: Scene) -> it.RemoveAuthenticator:
    return it.RemoveAuthenticator(
        site=Site.SHOP, issuer_code=scene.issuer_code, code="zzz", login_id="nobody"
    )


ROWS = (
    Row(
        verb=verbs.AUTHENTICATOR,
        ask=lambda _: it.AuthenticatorQuery(),
        said=lambda answer: answer.since is None,
    ),
    # It waits for its first digits and proves nothing.
    Row(
        verb=verbs.BEGIN_AUTHENTICATOR,
        ask=lambda _: it.BeginAuthenticator(),
        said=lambda answer: bool(answer.secret),
        leaves=ONES_OWN,
    ),
    Row(
        verb=verbs.CONFIRM_AUTHENTICATOR,
        ask=lambda scene: it.ConfirmAuthenticator(
            session_secret=scene.session_secret, digits="0"
        ),
        said=(it.AuthenticatorExpired, it.AuthenticatorNotConfirmed),
    ),
    Row(
        verb=verbs.REMOVE_OWN_AUTHENTICATOR,
        ask=lambda scene: it.RemoveOwnAuthenticator(
            session_secret=scene.session_secret
        ),
        said=lambda answer: answer.ended == (),
        leaves=ONES_OWN,
    ),
    Row(verb=verbs.REMOVE_AUTHENTICATOR, ask=_nobodys, said=it.AccountUnknown),
)
