"""事務局職員の登録: somebody gets an account; the first password goes by mail."""

from typing import Final

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    LoginIdTaken,
    RegisterOfficer,
    RegistrationMalformed,
    verbs,
)
from machiken.refusals import Refusal
from services.gateway import forms, proofs
from services.gateway.backends import backends
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.office.officers import ROLES, role
from services.gateway.pages import page
from services.gateway.sign_in_pages import UNFILLED

FIELDS: Final = ("name", "login_id", "email", "role")


@office.get("/officers/new")
@calls(verbs.REGISTER_OFFICER)
def officer_to_register() -> ResponseReturnValue:
    """Ask who it is."""
    proofs.ask_if_stale()
    return _ask(None)


@office.post("/officers/new")
@calls(verbs.REGISTER_OFFICER)
def register_officer() -> ResponseReturnValue:
    """Have the account made, and the mail sent."""
    try:
        wanted = RegisterOfficer(
            name=forms.text(request.form, "name"),
            login_id=forms.text(request.form, "login_id"),
            email=forms.text(request.form, "email"),
            role=role(),
        )
        view = backends().call(verbs.REGISTER_OFFICER, wanted)
    except (*UNFILLED, LoginIdTaken, RegistrationMalformed) as refusal:
        return _ask(refusal)
    flash("登録しました。初期パスワードをメールでお送りしています。")
    return redirect(url_for("office.officer", staff_id=view.staff_id), code=303)


def _ask(refusal: Refusal | None) -> ResponseReturnValue:
    typed = {name: request.form.get(name, "") for name in FIELDS}
    return page("office/new_officer.html", refusal, roles=ROLES, typed=typed)
