"""加盟店の停止と再開: with a reason, and a last look at what follows."""

from typing import Final

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import ReinstateMerchant, SuspendMerchant, verbs
from machiken.ids import MerchantId
from services.gateway import forms, sessions
from services.gateway.backends import backends
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.office.merchant_reason import WRONG, ask_why

PAGE: Final = "office/merchant_suspension.html"


@office.get("/merchants/<uuid:merchant_id>/suspension")
@calls(verbs.SUSPEND_MERCHANT)
def merchant_to_suspend(merchant_id: MerchantId) -> ResponseReturnValue:
    """Ask for the reason to suspend, or to let go on."""
    return ask_why(PAGE, merchant_id)


@office.post("/merchants/<uuid:merchant_id>/suspension")
@calls(verbs.SUSPEND_MERCHANT)
def suspend_merchant(merchant_id: MerchantId) -> ResponseReturnValue:
    """Suspend the merchant; whoever is in for it is out."""
    try:
        reason = forms.line(request.form, "reason")
        wanted = SuspendMerchant(merchant_id=merchant_id, reason=reason)
        moved = backends().call(verbs.SUSPEND_MERCHANT, wanted)
    except WRONG as refusal:
        return ask_why(PAGE, merchant_id, refusal)
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
        return ask_why(PAGE, merchant_id, refusal)
    flash("再開しました。")
    return redirect(url_for("office.merchant", merchant_id=merchant_id), code=303)
