"""People with an app on their phone, as auth's doors see them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pyotp

from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    AuthenticatorBegun,
    AuthenticatorRemoved,
    BeginAuthenticator,
    ConfirmAuthenticator,
    RemoveAuthenticator,
    RemoveOwnAuthenticator,
    Site,
)
from services.auth.usecases.authenticator import (
    begin_authenticator,
    confirm_authenticator,
)
from services.auth.usecases.remove_authenticator import (
    remove_authenticator,
    remove_own_authenticator,
)
from tests.auth.people import PHONE, actor_of
from tests.auth.town import OPERATOR, Town, at_till

STEP: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Somebody's app, and what he was given with it."""

    secret: str
    codes: tuple[str, ...]

    def digits(self, steps: int = 1) -> str:
        """Return what it shows, so many steps of time from now.

        By default those of the next step: the ones that added it are used.
        """
        return shown(self.secret, steps)

    def wrong(self, by: int = 1) -> str:
        """Return digits that it shows at none of the steps that would be taken."""
        right = {int(self.digits(steps)) for steps in range(-3, 4)}
        others = (each for each in range(1_000_000) if each not in right)
        for _ in range(by):
            next(others)
        return f"{next(others):06}"


def shown(secret: str, steps: int = 0) -> str:
    """Return the digits of a secret, so many steps of time from now."""
    return pyotp.TOTP(secret).at(datetime.now(UTC) + steps * STEP)


def begin_app(town: Town, actor: Actor) -> AuthenticatorBegun:
    """Ask for a secret."""
    with town.db.begin() as tx:
        return begin_authenticator(
            tx, BeginAuthenticator(origin=PHONE), actor, town.keys
        )


def add_app(town: Town, session_secret: str, site: Site = Site.SHOP) -> App:
    """Give whose session this is an app."""
    actor = actor_of(town, session_secret, site)
    secret = begin_app(town, actor).secret
    confirmed = ConfirmAuthenticator(
        session_secret=session_secret, digits=shown(secret), origin=PHONE
    )
    with town.db.begin() as tx:
        given = confirm_authenticator(tx, confirmed, actor, town.keys)
    return App(secret=secret, codes=given.recovery_codes)


def remove_own_app(town: Town, session_secret: str) -> AuthenticatorRemoved:
    """Have numbers mailed again."""
    wanted = RemoveOwnAuthenticator(session_secret=session_secret, origin=PHONE)
    with town.db.begin() as tx:
        return remove_own_authenticator(tx, wanted, actor_of(town, session_secret))


def remove_app(town: Town, actor: Actor = OPERATOR, **whose: Any) -> None:
    """Have the office remove the representative's app, or whose it says."""
    till = at_till("")
    names = {
        "site": till.site,
        "issuer_code": till.issuer_code,
        "code": till.code,
        "login_id": till.login_id,
        **whose,
    }
    with town.db.begin() as tx:
        remove_authenticator(tx, RemoveAuthenticator(**names), actor)
