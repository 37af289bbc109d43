"""お問い合わせ: the form, for shops and for whoever can't sign in (S-SUP-2).

Open to visitors. How often one address may send it is counted where the other budgets
of addresses are; notify has its own limits for each mail address and for all.
"""

import uuid
from collections.abc import Mapping
from typing import Final

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts import notify
from machiken.contracts.auth import Site
from machiken.contracts.notify import (
    INQUIRY_CHARS_MAX,
    InquiriesTooMany,
    InquiryKind,
    InquiryMalformed,
    InquirySort,
    NotifyCampaignUnknown,
    SendInquiry,
)
from machiken.ids import InquiryId
from machiken.refusals import Refusal
from services.gateway import budgets, campaigns, forms, places, sessions
from services.gateway.backends import backends
from services.gateway.pages import page
from services.gateway.refusals import FieldMissing, FieldTooLong
from services.gateway.shop.blueprint import shop

SHOWN = (
    FieldMissing,
    FieldTooLong,
    InquiriesTooMany,
    InquiryMalformed,
    NotifyCampaignUnknown,
)
_NUMBER: Final = "inquiry_number"


@shop.get("/inquiry")
@sessions.open_to_visitors
def inquiry() -> ResponseReturnValue:
    """Show the form, begun as the manual asks for it."""
    sessions.recognise(Site.SHOP)
    rules = campaigns.rules()
    viewer = g.get("viewer")
    begun = {
        "inquiry_id": str(uuid.uuid4()),
        "sort": InquirySort.MERCHANT.value if viewer else "",
        "text": f"{rules.name}\n" if rules else "",
        "name": f"{viewer.code} {viewer.staff_name}" if viewer else "",
    }
    return _form(begun, None)


@shop.post("/inquiry")
@sessions.open_to_visitors
@budgets.spends(budgets.INQUIRIES)
def send_inquiry() -> ResponseReturnValue:
    """Send the inquiry; whatever is to be mended is said at once."""
    sessions.recognise(Site.SHOP)
    try:
        sent = backends().call(notify.verbs.SEND_INQUIRY, _wanted())
    except SHOWN as refusal:
        return _form(request.form, refusal)
    session[_NUMBER] = sent.number
    return redirect(url_for("shop.inquiry_sent"), code=303)


@shop.get("/inquiry/sent")
@sessions.open_to_visitors
def inquiry_sent() -> ResponseReturnValue:
    """Tell the number, and that a receipt is on its way."""
    sessions.recognise(Site.SHOP)
    number = session.get(_NUMBER)
    if number is None:
        return redirect(url_for("shop.inquiry"), code=303)
    return page("shop/inquiry_sent.html", number=number, rules=campaigns.rules())


def _wanted() -> SendInquiry:
    return SendInquiry(
        inquiry_id=InquiryId(forms.uuid(request.form, "inquiry_id")),
        issuer_code=places.needed_issuer(),
        sort=forms.optional(request.form, "sort"),
        kind=forms.optional(request.form, "kind"),
        text=forms.lines(request.form, "text", chars_max=_TYPED_MAX, needed=False),
        name=forms.optional(request.form, "name"),
        email=forms.optional(request.form, "email"),
        email_again=forms.optional(request.form, "email_again"),
    )


_TYPED_MAX: Final = 4 * INQUIRY_CHARS_MAX
"""Beyond it nothing is even looked at; how long it may be is notify's to say."""


def _form(typed: Mapping[str, str], refusal: Refusal | None) -> ResponseReturnValue:
    findings = refusal.facts.get("findings", "").split() if refusal else []
    return page(
        "shop/inquiry.html",
        refusal,
        typed=typed,
        at_fault=dict(finding.split(":") for finding in findings),
        kinds=tuple(InquiryKind),
        sorts=tuple(InquirySort),
        rules=campaigns.rules(),
        chars_max=INQUIRY_CHARS_MAX,
    )
