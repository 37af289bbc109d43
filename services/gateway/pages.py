"""How a page is made of its template, and which status it has when it says no."""

from typing import Final

from flask import jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from machiken.refusals import Refusal

_STATUSES: Final = {
    "bus.not_signed_in": 401,
    "bus.not_allowed": 403,
    "bus.password_change_due": 403,
    "bus.busy": 503,
    "bus.proof_stale": 403,
    "bus.request_malformed": 400,
    "auth.merchant_unknown": 404,
    "auth.intake_unknown": 404,
    "auth.intake_too_big": 413,
    "auth.sign_in_failed": 401,
    "auth.one_time_password_wrong": 401,
    "auth.authenticator_digits_wrong": 401,
    "auth.sign_in_locked": 429,
    "auth.numbers_used_up": 429,
    "auth.reset_due": 403,
    "auth.puzzle_needed": 429,
    "auth.password_wrong": 401,
    "auth.reset_code_wrong": 401,
    "auth.reset_waits": 429,
    "auth.mail_change_waits": 429,
    "auth.resend_waits": 429,
    "auth.mail_code_wrong": 401,
    "auth.mail_proposal_unknown": 404,
    "auth.proposed_by_oneself": 403,
    "auth.officer_unknown": 404,
    "auth.staff_unknown": 404,
    "auth.staff_above_oneself": 403,
    "auth.staff_is_oneself": 403,
    "auth.staff_management_off": 403,
    "auth.representative_change_off": 403,
    "gateway.body_malformed": 400,
    "gateway.form_malformed": 400,
    "gateway.form_stale": 400,
    "gateway.form_foreign": 403,
    "gateway.page_unknown": 404,
    "gateway.method_unknown": 405,
    "gateway.upload_too_big": 413,
    "gateway.photo_too_big": 413,
    "gateway.photos_waiting": 503,
    "gateway.too_often": 429,
    "notify.inquiries_too_many": 429,
    "notify.inquiry_unknown": 404,
    "notify.letter_unknown": 404,
    "notify.notice_unknown": 404,
    "redemption.checkout_unknown": 404,
    "redemption.payment_unknown": 404,
    "redemption.portal_refunds_off": 403,
    "settlement.export_unknown": 404,
    "settlement.payout_unknown": 404,
    "settlement.period_not_sealed": 404,
    "settlement.same_person": 403,
}
_MISFIT: Final = 422


def page(
    template: str, refusal: Refusal | None = None, **shown: object
) -> tuple[str, int]:
    """Return the page and its status; the page itself shows the refusal, if any."""
    text = render_template(template, refusal=refusal, **shown)
    return text, status_of(refusal) if refusal else 200


def asks_for_data() -> bool:
    """Return whether a script of ours asks, which goes on by itself."""
    return request.accept_mimetypes.best == "application/json"


def go_to(address: str) -> ResponseReturnValue:
    """Send the browser on, or tell a script where to."""
    if asks_for_data():
        return jsonify(next=address)
    return redirect(address, code=303)


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a page that shows the refusal."""
    return _STATUSES.get(refusal.code, _MISFIT)
