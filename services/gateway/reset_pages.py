"""パスワード再設定: who it is, the mailed code, the new password; on every site.

What a browser has reached is kept in its signed cookie; auth alone checks the proofs.
"""

from flask import Blueprint, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from machiken.contracts.auth import (
    BeginReset,
    FinishReset,
    ProveReset,
    ResetCodeWrong,
    ResetExpired,
    ResetWaits,
    Site,
    verbs,
)
from machiken.ids import IssuerCode
from machiken.refusals import Refusal
from services.gateway import budgets, devices, forms, places, sessions, signing_in
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.password_pages import NOT_CHOSEN, new_password
from services.gateway.sign_in_pages import UNFILLED


def reset_on(blueprint: Blueprint, site: Site, code_word: str) -> None:
    """Give the site the pages for a forgotten password."""
    _begin_on(blueprint, site, code_word)
    _prove_on(blueprint, site, code_word)
    _finish_on(blueprint, site, code_word)


def _begin_on(blueprint: Blueprint, site: Site, code_word: str) -> None:
    @blueprint.get("/sign-in/forgotten")
    @sessions.open_to_visitors
    def forgotten() -> ResponseReturnValue:
        """Ask who it is."""
        return _who(site, code_word)

    @blueprint.post("/sign-in/forgotten")
    @sessions.open_to_visitors
    @budgets.spends(budgets.RESETS)
    def begin_reset() -> ResponseReturnValue:
        """Have a code mailed, if there is such an account."""
        try:
            _begin(site)
        except (*UNFILLED, ResetWaits) as refusal:
            return _who(site, code_word, refusal)
        return redirect(url_for(f"{site.value}.reset_code"), code=303)


def _prove_on(blueprint: Blueprint, site: Site, code_word: str) -> None:
    @blueprint.get("/sign-in/reset-code")
    @sessions.open_to_visitors
    def reset_code() -> ResponseReturnValue:
        """Ask for the mailed code."""
        return _step(site, "reset_code.html")

    @blueprint.post("/sign-in/reset-code")
    @sessions.open_to_visitors
    @budgets.spends(budgets.RESETS)
    def prove_reset() -> ResponseReturnValue:
        """Have the code checked."""
        try:
            _prove(site)
        except ResetExpired as refusal:
            return _who(site, code_word, refusal)
        except (*UNFILLED, ResetCodeWrong) as refusal:
            return _step(site, "reset_code.html", refusal)
        return redirect(url_for(f"{site.value}.reset_password"), code=303)


def _finish_on(blueprint: Blueprint, site: Site, code_word: str) -> None:
    @blueprint.get("/sign-in/new-password")
    @sessions.open_to_visitors
    def reset_password() -> ResponseReturnValue:
        """Ask for the new password."""
        return _step(site, "reset_password.html")

    @blueprint.post("/sign-in/new-password")
    @sessions.open_to_visitors
    @budgets.spends(budgets.RESETS)
    def finish_reset() -> ResponseReturnValue:
        """Have the password replaced; all sessions are over at once."""
        try:
            _finish(site)
        except ResetExpired as refusal:
            return _who(site, code_word, refusal)
        except NOT_CHOSEN as refusal:
            return _step(site, "reset_password.html", refusal)
        return redirect(url_for(f"{site.value}.reset_done"), code=303)

    @blueprint.get("/sign-in/reset-done")
    @sessions.open_to_visitors
    def reset_done() -> ResponseReturnValue:
        """Say that it is done, and lead to the sign-in."""
        return page("reset_done.html")


def _begin(site: Site) -> None:
    at_office = site is Site.OFFICE
    issuer = IssuerCode("") if at_office else places.issuer_of_form()
    wanted = BeginReset(
        site=site,
        issuer_code=issuer,
        code="" if at_office else forms.text(request.form, "code"),
        login_id=forms.text(request.form, "login_id"),
        address=request.remote_addr or "",
        user_agent=devices.user_agent(),
    )
    begun = backends().call_as_visitor(verbs.BEGIN_RESET, wanted)
    session[_kept_as(site)] = begun.reset_secret


def _prove(site: Site) -> None:
    proof = ProveReset(
        reset_secret=_secret(site),
        reset_code=forms.text(request.form, "reset_code"),
        address=request.remote_addr or "",
        user_agent=devices.user_agent(),
    )
    backends().call_as_visitor(verbs.PROVE_RESET, proof)


def _finish(site: Site) -> None:
    wanted = FinishReset(
        reset_secret=_secret(site),
        new_password=new_password(),
        address=request.remote_addr or "",
        user_agent=devices.user_agent(),
    )
    changed = backends().call_as_visitor(verbs.FINISH_RESET, wanted)
    session.pop(_kept_as(site), None)
    sessions.cache().forget_ended(changed.ended)


def _who(
    site: Site, code_word: str, refusal: Refusal | None = None
) -> ResponseReturnValue:
    claimed = signing_in.attempt(site)
    return page(
        "forgotten.html",
        refusal,
        code_word=code_word,
        claimed=claimed or signing_in.Attempt(),
        asks_issuer=site is not Site.OFFICE and places.issuer_code() is None,
    )


def _step(
    site: Site, template: str, refusal: Refusal | None = None
) -> ResponseReturnValue:
    if not _secret(site):
        return _start_again(site)
    rule = current_app.config["PASSWORD_RULE"]
    return page(template, refusal, rule=rule)


def _secret(site: Site) -> str:
    kept: str = session.get(_kept_as(site), "")
    return kept


def _start_again(site: Site) -> Response:
    return redirect(url_for(f"{site.value}.forgotten"), code=303)


def _kept_as(site: Site) -> str:
    return f"reset-{site.value}"
