"""加盟店の申込の却下: with a reason that stays with it; nobody is mailed."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    MerchantQuery,
    MerchantStateDiffers,
    RegistrationMalformed,
    TurnDownApplication,
    verbs,
)
from machiken.ids import MerchantId
from machiken.refusals import Refusal
from services.gateway import forms
from services.gateway.backends import backends
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import FieldMissing, FieldTooLong

WRONG = (FieldMissing, FieldTooLong, RegistrationMalformed, MerchantStateDiffers)


@office.get("/merchants/<uuid:merchant_id>/turning-down")
@calls(verbs.TURN_DOWN_APPLICATION)
def application_to_turn_down(merchant_id: MerchantId) -> ResponseReturnValue:
    """Ask for the reason."""
    return _ask(merchant_id, None)


@office.post("/merchants/<uuid:merchant_id>/turning-down")
@calls(verbs.TURN_DOWN_APPLICATION)
def turn_down_application(merchant_id: MerchantId) -> ResponseReturnValue:
    """Turn the application down."""
    try:
        reason = forms.line(request.form, "reason")
        wanted = TurnDownApplication(merchant_id=merchant_id, reason=reason)
        backends().call(verbs.TURN_DOWN_APPLICATION, wanted)
    except WRONG as refusal:
        return _ask(merchant_id, refusal)
    flash("申込を却下しました。")
    return redirect(url_for("office.merchant", merchant_id=merchant_id), code=303)


def _ask(merchant_id: MerchantId, refusal: Refusal | None) -> ResponseReturnValue:
    query = MerchantQuery(merchant_id=merchant_id)
    shown = backends().call(verbs.MERCHANT, query)
    return page("office/merchant_turning_down.html", refusal, merchant=shown)
