"""調整, 口座, 保留: what one person proposes and another decides."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.settlement import (
    DecideAccount,
    DecideAdjustment,
    HoldMerchant,
    ProposeAdjustment,
    ReleaseMerchant,
    payout_verbs,
    verbs,
)
from machiken.ids import AccountChangeId, AdjustmentId, MerchantCode
from machiken.refusals import Refusal
from services.gateway import forms, places
from services.gateway.backends import backends
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.office.settlement import settlement_page


@office.post("/settlement/adjustments")
@calls(verbs.PROPOSE_ADJUSTMENT)
def propose_adjustment() -> ResponseReturnValue:
    """Propose a correction; the form's own id proposes it once."""
    try:
        taken = forms.optional(request.form, "direction") == "down"
        amount = forms.yen(request.form, "adjusted")
        wanted = ProposeAdjustment(
            adjustment_id=AdjustmentId(forms.uuid(request.form, "adjustment_id")),
            issuer_code=places.needed_issuer(),
            merchant_code=MerchantCode(forms.text(request.form, "merchant_code")),
            amount=-amount if taken else amount,
            reason=forms.line(request.form, "reason"),
        )
        backends().call(verbs.PROPOSE_ADJUSTMENT, wanted)
    except Refusal as refusal:
        return settlement_page(refusal)
    return redirect(url_for("office.settlement"), code=303)


@office.post("/settlement/adjustments/<uuid:adjustment_id>/decision")
@calls(verbs.DECIDE_ADJUSTMENT)
def decide_adjustment(adjustment_id: AdjustmentId) -> ResponseReturnValue:
    """Approve or reject a correction."""
    wanted = DecideAdjustment(adjustment_id=adjustment_id, approved=said_yes())
    try:
        backends().call(verbs.DECIDE_ADJUSTMENT, wanted)
    except Refusal as refusal:
        return settlement_page(refusal)
    return redirect(url_for("office.settlement"), code=303)


@office.post("/settlement/accounts/<uuid:change_id>/decision")
@calls(payout_verbs.DECIDE_ACCOUNT)
def decide_account(change_id: AccountChangeId) -> ResponseReturnValue:
    """Approve or reject an account."""
    wanted = DecideAccount(change_id=change_id, approved=said_yes())
    try:
        backends().call(payout_verbs.DECIDE_ACCOUNT, wanted)
    except Refusal as refusal:
        return settlement_page(refusal)
    return redirect(url_for("office.settlement"), code=303)


@office.post("/settlement/holds")
@calls(payout_verbs.HOLD_MERCHANT)
def hold_merchant() -> ResponseReturnValue:
    """Keep a merchant's money back."""
    try:
        wanted = HoldMerchant(
            issuer_code=places.needed_issuer(),
            merchant_code=MerchantCode(forms.text(request.form, "merchant_code")),
            reason=forms.line(request.form, "reason"),
        )
        backends().call(payout_verbs.HOLD_MERCHANT, wanted)
    except Refusal as refusal:
        return settlement_page(refusal)
    return redirect(url_for("office.settlement"), code=303)


@office.post("/settlement/holds/release")
@calls(payout_verbs.RELEASE_MERCHANT)
def release_merchant() -> ResponseReturnValue:
    """Let a merchant's money go."""
    try:
        code = MerchantCode(forms.text(request.form, "merchant_code"))
        wanted = ReleaseMerchant(issuer_code=places.needed_issuer(), merchant_code=code)
        backends().call(payout_verbs.RELEASE_MERCHANT, wanted)
    except Refusal as refusal:
        return settlement_page(refusal)
    return redirect(url_for("office.settlement"), code=303)


def said_yes() -> bool:
    """Return whether the form's 承認 was pressed, not its 却下."""
    return forms.text(request.form, "decision") == "approve"
