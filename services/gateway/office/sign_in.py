"""ログイン: login id and password, then the mailed number."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import Site
from machiken.refusals import Refusal
from services.gateway import budgets, forms, sessions, signing_in
from services.gateway.authenticator_pages import authenticator_on
from services.gateway.history_pages import history_on
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.password_pages import change_on
from services.gateway.proofs import proof_on
from services.gateway.reset_pages import reset_on
from services.gateway.session_pages import sessions_on
from services.gateway.sign_in_pages import WRONG, finish_on
from services.gateway.staying import stay_on


@office.get("/sign-in")
@sessions.open_to_visitors
def sign_in() -> ResponseReturnValue:
    """Ask who it is, and for the password."""
    return _who(None)


@office.post("/sign-in")
@sessions.open_to_visitors
@budgets.spends(budgets.PASSWORDS)
def prove_password() -> ResponseReturnValue:
    """Have the password checked; the number goes out by mail."""
    try:
        under_way = signing_in.start(
            Site.OFFICE,
            issuer=signing_in.NO_ISSUER,
            code="",
            login_id=forms.text(request.form, "login_id"),
        )
        typed = forms.raw(request.form, "password")
        signing_in.prove_password(Site.OFFICE, under_way, typed)
    except WRONG as refusal:
        return _who(refusal)
    return redirect(url_for("office.one_time_password"), code=303)


def _who(refusal: Refusal | None) -> ResponseReturnValue:
    left_off = signing_in.left_off(Site.OFFICE)
    return page("office/sign_in.html", refusal, left_off=left_off)


finish_on(office, Site.OFFICE, "", _who)
change_on(office, Site.OFFICE, "")
proof_on(office, Site.OFFICE, "")
authenticator_on(office, Site.OFFICE)
stay_on(office, Site.OFFICE)
sessions_on(office, Site.OFFICE)
history_on(office)
reset_on(office, Site.OFFICE, "")
