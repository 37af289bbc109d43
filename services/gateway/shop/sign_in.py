"""ログイン: merchant code and login id, then the password, then the mailed number."""

from dataclasses import replace

from flask import make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import Site
from machiken.refusals import Refusal
from services.gateway import (
    budgets,
    campaigns,
    forms,
    places,
    security,
    sessions,
    signing_in,
)
from services.gateway.authenticator_pages import authenticator_on
from services.gateway.history_pages import history_on
from services.gateway.language_pages import choice_on
from services.gateway.pages import page
from services.gateway.password_pages import change_on
from services.gateway.proofs import proof_on
from services.gateway.reset_pages import reset_on
from services.gateway.session_pages import sessions_on
from services.gateway.shop import puzzle
from services.gateway.shop.blueprint import shop
from services.gateway.sign_in_pages import UNFILLED, WRONG, finish_on
from services.gateway.signing_in import Attempt
from services.gateway.staying import stay_on


@shop.get("/sign-in")
@sessions.open_to_visitors
def sign_in() -> ResponseReturnValue:
    """Ask who it is."""
    return _who(None)


@shop.post("/sign-in")
@sessions.open_to_visitors
def claim() -> ResponseReturnValue:
    """Remember who somebody says he is, and ask for the password."""
    try:
        issuer = places.issuer_of_form()
        code = forms.text(request.form, "code")
        login_id = forms.text(request.form, "login_id")
    except UNFILLED as refusal:
        return _who(refusal)
    signing_in.start(Site.SHOP, issuer=issuer, code=code, login_id=login_id)
    response = redirect(url_for("shop.password"), code=303)
    return places.remember(response, issuer)


@shop.get("/sign-in/password")
@sessions.open_to_visitors
@budgets.spends(budgets.PUZZLES)
def password() -> ResponseReturnValue:
    """Ask for the password."""
    under_way = signing_in.attempt(Site.SHOP)
    if under_way is None:
        return redirect(url_for("shop.sign_in"), code=303)
    return _password(under_way)


@shop.post("/sign-in/password")
@sessions.open_to_visitors
@budgets.spends(budgets.PASSWORDS)
def prove_password() -> ResponseReturnValue:
    """Have the password checked; the number goes out by mail."""
    under_way = signing_in.attempt(Site.SHOP)
    if under_way is None:
        return redirect(url_for("shop.sign_in"), code=303)
    try:
        typed = forms.raw(request.form, "password")
        stays = forms.optional(request.form, "stays") == "1"
        under_way = replace(under_way, stays=stays)
        answer = puzzle.answer(under_way)
        signing_in.prove_password(Site.SHOP, under_way, typed, answer)
    except WRONG as refusal:
        return _password(under_way, refusal)
    return redirect(url_for("shop.one_time_password"), code=303)


def _password(
    under_way: Attempt, refusal: Refusal | None = None
) -> ResponseReturnValue:
    drawn = puzzle.drawn_for(under_way)
    shown = page(
        "shop/password.html",
        refusal,
        under_way=under_way,
        puzzle=drawn,
        picture=drawn and puzzle.as_address(drawn.picture, "jpeg"),
        piece=drawn and puzzle.as_address(drawn.piece, "png"),
    )
    return security.with_pictures_inside(make_response(shown))


def _who(refusal: Refusal | None) -> ResponseReturnValue:
    campaigns.rules()  # so that the header can show the campaign's name
    return page(
        "shop/sign_in.html",
        refusal,
        asks_issuer=places.issuer_code() is None,
        left_off=signing_in.left_off(Site.SHOP),
    )


finish_on(shop, Site.SHOP, "merchant_code", _who)
change_on(shop, Site.SHOP, "merchant_code")
proof_on(shop, Site.SHOP, "merchant_code")
authenticator_on(shop, Site.SHOP)
stay_on(shop, Site.SHOP)
choice_on(shop, Site.SHOP)
sessions_on(shop, Site.SHOP)
history_on(shop)
reset_on(shop, Site.SHOP, "merchant_code")
