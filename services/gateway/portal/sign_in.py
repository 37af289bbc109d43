"""ログイン: company code, login id and password, then the mailed number."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import Site
from machiken.refusals import Refusal
from services.gateway import budgets, campaigns, forms, places, sessions, signing_in
from services.gateway.authenticator_pages import authenticator_on
from services.gateway.history_pages import history_on
from services.gateway.pages import page
from services.gateway.password_pages import change_on
from services.gateway.portal.blueprint import portal
from services.gateway.proofs import proof_on
from services.gateway.reset_pages import reset_on
from services.gateway.session_pages import sessions_on
from services.gateway.sign_in_pages import WRONG, finish_on
from services.gateway.staying import stay_on


@portal.get("/sign-in")
@sessions.open_to_visitors
def sign_in() -> ResponseReturnValue:
    """Ask who it is, and for the password."""
    return _who(None)


@portal.post("/sign-in")
@sessions.open_to_visitors
@budgets.spends(budgets.PASSWORDS)
def prove_password() -> ResponseReturnValue:
    """Have the password checked; the number goes out by mail."""
    try:
        issuer = places.issuer_of_form()
        under_way = signing_in.start(
            Site.PORTAL,
            issuer=issuer,
            code=forms.text(request.form, "company_code"),
            login_id=forms.text(request.form, "login_id"),
        )
        typed = forms.raw(request.form, "password")
        opened = signing_in.prove_password(Site.PORTAL, under_way, typed)
    except WRONG as refusal:
        return _who(refusal)
    if opened is not None:
        response = signing_in.welcome(Site.PORTAL, under_way, opened)
    else:
        response = redirect(url_for("portal.one_time_password"), code=303)
    return places.remember(response, issuer)


def _who(refusal: Refusal | None) -> ResponseReturnValue:
    campaigns.rules()  # so that the header can show the campaign's name
    return page(
        "portal/sign_in.html",
        refusal,
        asks_issuer=places.issuer_code() is None,
        left_off=signing_in.left_off(Site.PORTAL),
    )


finish_on(portal, Site.PORTAL, "company_code", _who)
change_on(portal, Site.PORTAL, "company_code")
proof_on(portal, Site.PORTAL, "company_code")
authenticator_on(portal, Site.PORTAL)
stay_on(portal, Site.PORTAL)
sessions_on(portal, Site.PORTAL)
history_on(portal)
reset_on(portal, Site.PORTAL, "company_code")
