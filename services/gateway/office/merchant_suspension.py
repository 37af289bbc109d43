"""加盟店の停止と再開: with a reason, and a last look at what follows."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    MerchantQuery,
    MerchantStateDiffers,
    RegistrationMalformed,
    ReinstateMerchant,
    SuspendMerchant,
    verbs,
)
from machiken.ids import MerchantId
from machiken.refusals import Refusal
from services.gateway import forms, sessions
from services.gateway.backends import backends
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import FieldMissing, FieldTooLong

WRONG = (FieldMissing, FieldTooLong, RegistrationMalformed, MerchantStateDiffers)


@office.get("/merchants/<uuid:merchant_id>/suspension")
@calls(verbs.SUSPEND_MERCHANT)
def merchant_to_suspend(merchant_id: MerchantId) -> ResponseReturnValue:
    """Ask for the reason to suspend, or to let go on."""
    return _ask(merchant_id, None)


@office.post("/merchants/<uuid:merchant_id>/suspension")
@calls(verbs.SUSPEND_MERCHANT)
def suspend_merchant(merchant_id: MerchantId) -> ResponseReturnValue:
    """Suspend the merchant; whoever is in for it is out."""
    try:
        reason = forms.line(request.form, "reason")
        wanted = SuspendMerchant(merchant_id=merchant_id, reason=reason)
        moved = backends().call(verbs.SUSPEND_MERCHANT, wanted)
    except WRONG as refusal:
        return _ask(merchant_id, refusal)
    sessions.cache().forget_ended(moved.ended)
    flash("停止しました。ログイン中の端末は、すべて終了しました。")
    return redirect(url_for("office.merchant", merchant_id=merchant_id), code=303)


@office.post("/merchants/<uuid:merchant_id>/reinstatement")
@calls(verbs.REINSTATE_MERCHANT)
def reinstate_merchant(merchant_id: MerchantId) -> ResponseReturnValue:
    """Let a suspended merchant go on."""
    try:
        reason = forms.line(request.form, "reason")
        wanted = ReinstateMerchant(merchant_id=merchant_id, reason=reason)
        backends().call(verbs.REINSTATE_MERCHANT, wanted)
    except WRONG as refusal:
        return _ask(merchant_id, refusal)
    flash("再開しました。")
    return redirect(url_for("office.merchant", merchant_id=merchant_id), code=303)


def _ask(merchant_id: MerchantId, refusal: Refusal | None) -> ResponseReturnValue:
    query = MerchantQuery(merchant_id=merchant_id)
    shown = backends().call(verbs.MERCHANT, query)
    return page("office/merchant_suspension.html", refusal, merchant=shown)
