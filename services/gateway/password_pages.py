"""パスワード変更: the same page on every site, and the only one before it is done."""

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    ChangePassword,
    PasswordCommon,
    PasswordGuessable,
    PasswordOffRule,
    PasswordUsedBefore,
    PasswordWrong,
    SignInLocked,
    Site,
    verbs,
)
from machiken.contracts.bus import Busy
from machiken.refusals import Refusal
from services.gateway import budgets, devices, forms, sessions
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.refusals import PasswordsDiffer
from services.gateway.sign_in_pages import UNFILLED

NOT_CHOSEN = (
    *UNFILLED,
    Busy,
    PasswordCommon,
    PasswordGuessable,
    PasswordOffRule,
    PasswordsDiffer,
    PasswordUsedBefore,
)
"""What a page that asks for a new password shows beside its form."""


def change_on(blueprint: Blueprint, site: Site, code_word: str) -> None:
    """Give the site the page on which a password is changed."""

    @blueprint.get("/password")
    @sessions.open_before_change
    def change_password() -> ResponseReturnValue:
        """Ask for the present password and the new one."""
        return _ask(code_word)

    @blueprint.post("/password")
    @sessions.open_before_change
    @budgets.spends(budgets.CHANGES)
    def replace_password() -> ResponseReturnValue:
        """Have the password replaced; other sessions are over at once."""
        try:
            secret = _replaced(site)
        except (*NOT_CHOSEN, PasswordWrong, SignInLocked) as refusal:
            return _ask(code_word, refusal)
        done = redirect(url_for(f"{site.value}.password_changed"), code=303)
        return sessions.renew(done, site, secret)

    @blueprint.get("/password/changed")
    def password_changed() -> ResponseReturnValue:
        """Say that it is done."""
        return page("password_changed.html")


def new_password() -> str:
    """Return the new password of a form that asks for it twice.

    Raises `FieldMissing`, `PasswordsDiffer`.
    """
    typed = forms.raw(request.form, "new_password")
    if typed != forms.raw(request.form, "new_password_again"):
        raise PasswordsDiffer
    return typed


def _replaced(site: Site) -> str:
    """Return the session's new secret; the view of the one before says what is due."""
    wanted = ChangePassword(
        session_secret=sessions.secret_of(site),
        password=forms.raw(request.form, "password"),
        new_password=new_password(),
        address=request.remote_addr or "",
        user_agent=devices.user_agent(),
    )
    changed = backends().call(verbs.CHANGE_PASSWORD, wanted)
    sessions.cache().forget_ended(changed.ended)
    return changed.session_secret


def _ask(code_word: str, refusal: Refusal | None = None) -> ResponseReturnValue:
    rule = current_app.config["PASSWORD_RULE"]
    return page("change_password.html", refusal, code_word=code_word, rule=rule)
