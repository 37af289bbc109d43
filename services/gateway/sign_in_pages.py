"""The last step of signing in and the way out: the same pages on every site."""

from collections.abc import Callable
from typing import Final

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from machiken.contracts.auth import (
    AuthenticatorDigitsWrong,
    InitialPasswordExpired,
    MerchantCampaignUnknown,
    NumbersUsedUp,
    OneTimePasswordWrong,
    PuzzleMissed,
    PuzzleNeeded,
    ResetDue,
    SignInExpired,
    SignInFailed,
    SignInLocked,
    Site,
)
from machiken.contracts.bus import Busy
from machiken.refusals import Refusal
from services.gateway import budgets, forms, sessions, signing_in
from services.gateway.pages import page
from services.gateway.refusals import FieldMissing, FieldTooLong, FormMalformed

UNFILLED: Final = (FieldMissing, FieldTooLong, FormMalformed)
WRONG: Final = (
    *UNFILLED,
    Busy,
    InitialPasswordExpired,
    MerchantCampaignUnknown,
    NumbersUsedUp,
    PuzzleMissed,
    PuzzleNeeded,
    ResetDue,
    SignInFailed,
    SignInLocked,
)
"""What a page that asks for a password shows beside its form."""

FirstPage = Callable[[Refusal | None], ResponseReturnValue]


def finish_on(
    blueprint: Blueprint, site: Site, code_word: str, first: FirstPage
) -> None:
    """Give the site the page for the mailed number, and the way out."""

    @blueprint.get("/sign-in/one-time-password")
    @sessions.open_to_visitors
    def one_time_password() -> ResponseReturnValue:
        """Ask for the mailed number."""
        return _ask(site, code_word)

    @blueprint.post("/sign-in/one-time-password")
    @sessions.open_to_visitors
    @budgets.spends(budgets.NUMBERS)
    def prove_mailbox() -> ResponseReturnValue:
        """Have the number checked, and let somebody in."""
        try:
            return _finished(site)
        except (NumbersUsedUp, ResetDue, SignInExpired) as refusal:
            return first(refusal)
        except (AuthenticatorDigitsWrong, OneTimePasswordWrong, *UNFILLED) as refusal:
            return _ask(site, code_word, refusal)

    @blueprint.post("/sign-out")
    @sessions.open_to_visitors
    def sign_out() -> ResponseReturnValue:
        """End the session."""
        return sessions.end(_start_again(site), site)


def _finished(site: Site) -> ResponseReturnValue:
    under_way = signing_in.attempt(site)
    if under_way is None or not under_way.secret:
        return _start_again(site)
    number = forms.text(request.form, "one_time_password")
    opened = signing_in.prove_mailbox(site, under_way, number)
    return signing_in.welcome(site, under_way, opened)


def _ask(
    site: Site, code_word: str, refusal: Refusal | None = None
) -> ResponseReturnValue:
    under_way = signing_in.attempt(site)
    if under_way is None or not under_way.secret:
        return _start_again(site)
    by_app = under_way.by_authenticator
    template = "authenticator_step.html" if by_app else "one_time_password.html"
    return page(template, refusal, under_way=under_way, code_word=code_word)


def _start_again(site: Site) -> Response:
    return redirect(url_for(f"{site.value}.sign_in"), code=303)
