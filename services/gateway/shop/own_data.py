"""ご登録情報の確認・変更: the representative changes his own name and mail address."""

from typing import Final

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    BeginMailChange,
    ChangeOwnName,
    FinishMailChange,
    MailChangeExpired,
    MailChangeWaits,
    MailCodeWrong,
    MailUnchanged,
    OwnDataQuery,
    PasswordWrong,
    RegistrationMalformed,
    SignInLocked,
    Site,
    people_verbs,
)
from machiken.refusals import Refusal
from services.gateway import devices, forms, sessions
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.shop.blueprint import shop
from services.gateway.sign_in_pages import UNFILLED

NOT_BEGUN: Final = (
    *UNFILLED,
    MailChangeWaits,
    MailUnchanged,
    PasswordWrong,
    RegistrationMalformed,
    SignInLocked,
)
_KEPT_AS: Final = "mail-change"


@shop.get("/own-data")
def own_data() -> ResponseReturnValue:
    """Show what is registered."""
    return _shown(None)


@shop.post("/own-data/name")
def change_own_name() -> ResponseReturnValue:
    """Have the name changed; all pages show the new one."""
    try:
        name = forms.text(request.form, "name")
        wanted = ChangeOwnName(name=name, origin=devices.origin())
        changed = backends().call(people_verbs.CHANGE_OWN_NAME, wanted)
    except (*UNFILLED, RegistrationMalformed) as refusal:
        return _shown(refusal)
    sessions.cache().forget_ended(changed.ended)
    return redirect(url_for("shop.own_data", done="name"), code=303)


@shop.get("/own-data/mail")
def new_mail() -> ResponseReturnValue:
    """Ask for the new address and the present password."""
    return _ask_address(None)


@shop.post("/own-data/mail")
def begin_mail_change() -> ResponseReturnValue:
    """Have a code sent to the new address."""
    try:
        wanted = BeginMailChange(
            email=forms.text(request.form, "email"),
            password=forms.raw(request.form, "password"),
            origin=devices.origin(),
        )
        begun = backends().call(people_verbs.BEGIN_MAIL_CHANGE, wanted)
    except NOT_BEGUN as refusal:
        return _ask_address(refusal)
    session[_KEPT_AS] = begun.masked_email
    return redirect(url_for("shop.mail_code"), code=303)


@shop.get("/own-data/mail/code")
def mail_code() -> ResponseReturnValue:
    """Ask for the code."""
    return _ask_code(None)


@shop.post("/own-data/mail/code")
def finish_mail_change() -> ResponseReturnValue:
    """Have the code checked; mail goes to the new address from then on."""
    try:
        wanted = FinishMailChange(
            session_secret=sessions.secret_of(Site.SHOP),
            code=forms.text(request.form, "code"),
            origin=devices.origin(),
        )
        changed = backends().call(people_verbs.FINISH_MAIL_CHANGE, wanted)
    except MailChangeExpired as refusal:
        session.pop(_KEPT_AS, None)
        return _ask_address(refusal)
    except (*UNFILLED, MailCodeWrong) as refusal:
        return _ask_code(refusal)
    session.pop(_KEPT_AS, None)
    sessions.cache().forget_ended(changed.ended)
    return redirect(url_for("shop.own_data", done="mail"), code=303)


def _shown(refusal: Refusal | None) -> ResponseReturnValue:
    data = backends().call(people_verbs.OWN_DATA, OwnDataQuery())
    done = request.args.get("done", "")
    return page("shop/own_data.html", refusal, data=data, done=done)


def _ask_address(refusal: Refusal | None) -> ResponseReturnValue:
    data = backends().call(people_verbs.OWN_DATA, OwnDataQuery())
    typed = request.form.get("email", "")
    return page("shop/new_mail.html", refusal, data=data, typed=typed)


def _ask_code(refusal: Refusal | None) -> ResponseReturnValue:
    masked = session.get(_KEPT_AS)
    if masked is None:
        return redirect(url_for("shop.new_mail"), code=303)
    return page("shop/mail_code.html", refusal, masked_email=masked)
