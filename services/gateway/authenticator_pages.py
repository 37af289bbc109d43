"""認証アプリ: one's own app in place of mailed numbers, the same pages on every site.

The secret and the recovery codes are shown in the answer to a form and kept nowhere:
not in an address, not in a cookie, not in the browser's store.
"""

import segno
from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from machiken.contracts.auth import (
    AuthenticatorBegun,
    AuthenticatorExpired,
    AuthenticatorNotConfirmed,
    AuthenticatorOnAlready,
    AuthenticatorQuery,
    BeginAuthenticator,
    ConfirmAuthenticator,
    RemoveOwnAuthenticator,
    Site,
    authenticator_verbs,
)
from machiken.refusals import Refusal
from services.gateway import budgets, devices, forms, proofs, sessions
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.sign_in_pages import UNFILLED

_QR_MODULE_PX = 4
_GROUP = 4


def authenticator_on(blueprint: Blueprint, site: Site) -> None:
    """Give the site the pages on which an app is added and removed."""

    @blueprint.get("/authenticator")
    def authenticator() -> ResponseReturnValue:
        """Show how one signs in."""
        return _shown(None)

    _add_on(blueprint)
    _confirm_on(blueprint, site)
    _remove_on(blueprint, site)


def _add_on(blueprint: Blueprint) -> None:
    @blueprint.get("/authenticator/new")
    def new_authenticator() -> ResponseReturnValue:
        """Say what is needed, once the password was typed."""
        proofs.ask_if_stale()
        return page("authenticator_new.html")

    @blueprint.post("/authenticator/new")
    @budgets.spends(budgets.CHANGES)
    def begin_authenticator() -> ResponseReturnValue:
        """Show the secret, as a picture and in letters."""
        try:
            return _ask(_begun(), None)
        except AuthenticatorOnAlready as refusal:
            return _shown(refusal)


def _confirm_on(blueprint: Blueprint, site: Site) -> None:
    @blueprint.post("/authenticator/digits")
    @budgets.spends(budgets.CHANGES)
    def confirm_authenticator() -> ResponseReturnValue:
        """Have the app's first digits checked, and show the recovery codes, once."""
        try:
            return _confirmed(site)
        except (*UNFILLED, AuthenticatorNotConfirmed) as refusal:
            return _ask(_begun(), refusal)
        except (AuthenticatorExpired, AuthenticatorOnAlready) as refusal:
            return _shown(refusal)


def _remove_on(blueprint: Blueprint, site: Site) -> None:
    @blueprint.get("/authenticator/removal")
    def authenticator_to_remove() -> ResponseReturnValue:
        """Say what it means, once the password was typed."""
        proofs.ask_if_stale()
        return page("authenticator_removal.html")

    @blueprint.post("/authenticator/removal")
    @budgets.spends(budgets.CHANGES)
    def remove_own_authenticator() -> ResponseReturnValue:
        """Have numbers mailed again."""
        wanted = RemoveOwnAuthenticator(
            session_secret=sessions.secret_of(site), origin=devices.origin()
        )
        verb = authenticator_verbs.REMOVE_OWN_AUTHENTICATOR
        sessions.cache().forget_ended(backends().call(verb, wanted).ended)
        done = url_for(f"{site.value}.authenticator", done="removed")
        return redirect(done, code=303)


def _shown(refusal: Refusal | None) -> ResponseReturnValue:
    asked = AuthenticatorQuery()
    view = backends().call(authenticator_verbs.AUTHENTICATOR, asked)
    done = request.args.get("done", "")
    return page("authenticator.html", refusal, app=view, done=done)


def _begun() -> AuthenticatorBegun:
    wanted = BeginAuthenticator(origin=devices.origin())
    return backends().call(authenticator_verbs.BEGIN_AUTHENTICATOR, wanted)


def _ask(begun: AuthenticatorBegun, refusal: Refusal | None) -> ResponseReturnValue:
    secret = begun.secret
    groups = [secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP)]
    return page(
        "authenticator_digits.html",
        refusal,
        picture=_picture(begun.address),
        address=begun.address,
        groups=groups,
        expires_at=begun.expires_at,
    )


def _picture(address: str) -> Markup:
    drawn = segno.make_qr(address, error="m")
    # Our own drawing of black squares: nothing of what somebody typed is text in it.
    return Markup(  # noqa: S704
        drawn.svg_inline(scale=_QR_MODULE_PX, border=4, light="#fff", omitsize=True)
    )


def _confirmed(site: Site) -> ResponseReturnValue:
    wanted = ConfirmAuthenticator(
        session_secret=sessions.secret_of(site),
        digits=forms.text(request.form, "app_digits"),
        origin=devices.origin(),
    )
    verb = authenticator_verbs.CONFIRM_AUTHENTICATOR
    confirmed = backends().call(verb, wanted)
    sessions.cache().forget_ended(confirmed.ended)
    return page("authenticator_added.html", codes=confirmed.recovery_codes)
