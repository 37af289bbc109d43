"""加盟店の申込の却下: with a reason that stays with it; nobody is mailed."""

from typing import Final

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import TurnDownApplication, verbs
from machiken.ids import MerchantId
from services.gateway import forms
from services.gateway.backends import backends
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.office.merchant_reason import WRONG, ask_why

PAGE: Final = "office/merchant_turning_down.html"


@office.get("/merchants/<uuid:merchant_id>/turning-down")
@calls(verbs.TURN_DOWN_APPLICATION)
def application_to_turn_down(merchant_id: MerchantId) -> ResponseReturnValue:
    """Ask for the reason."""
    return ask_why(PAGE, merchant_id)


@office.post("/merchants/<uuid:merchant_id>/turning-down")
@calls(verbs.TURN_DOWN_APPLICATION)
def turn_down_application(merchant_id: MerchantId) -> ResponseReturnValue:
    """Turn the application down."""
    try:
        reason = forms.line(request.form, "reason")
        wanted = TurnDownApplication(merchant_id=merchant_id, reason=reason)
        backends().call(verbs.TURN_DOWN_APPLICATION, wanted)
    except WRONG as refusal:
        return ask_why(PAGE, merchant_id, refusal)
    flash("申込を却下しました。")
    return redirect(url_for("office.merchant", merchant_id=merchant_id), code=303)
