"""The verbs about authenticators (認証アプリ)."""

from typing import Final

from machiken.contracts.actor import OFFICE, OPERATOR, SHOP, Role
from machiken.contracts.auth.authenticators import (
    AuthenticatorBegun,
    AuthenticatorConfirmed,
    AuthenticatorQuery,
    AuthenticatorRemoved,
    AuthenticatorView,
    BeginAuthenticator,
    ConfirmAuthenticator,
    RemoveAuthenticator,
    RemoveOwnAuthenticator,
)
from machiken.contracts.auth.verbs import SERVICE
from machiken.contracts.verbs import Verb

_OWNERS: Final = OFFICE | {Role.REPRESENTATIVE, Role.COMPANY}
_HOLDERS: Final = SHOP | OFFICE | {Role.COMPANY}
"""Who may still have one, whatever he has become."""

AUTHENTICATOR = Verb(
    service=SERVICE,
    name="authenticator",
    request=AuthenticatorQuery,
    answer=AuthenticatorView,
    roles=_HOLDERS,
)
BEGIN_AUTHENTICATOR = Verb(
    service=SERVICE,
    name="begin_authenticator",
    request=BeginAuthenticator,
    answer=AuthenticatorBegun,
    roles=_OWNERS,
    proven=True,
)
CONFIRM_AUTHENTICATOR = Verb(
    service=SERVICE,
    name="confirm_authenticator",
    request=ConfirmAuthenticator,
    answer=AuthenticatorConfirmed,
    roles=_OWNERS,
    proven=True,
)
REMOVE_OWN_AUTHENTICATOR = Verb(
    service=SERVICE,
    name="remove_own_authenticator",
    request=RemoveOwnAuthenticator,
    answer=AuthenticatorRemoved,
    roles=_HOLDERS,
    proven=True,
)
REMOVE_AUTHENTICATOR = Verb(
    service=SERVICE,
    name="remove_authenticator",
    request=RemoveAuthenticator,
    answer=AuthenticatorRemoved,
    roles=OPERATOR | {Role.OFFICE_CLERK, Role.OFFICE_ADMINISTRATOR},
    proven=True,
)
