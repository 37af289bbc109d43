"""お問い合わせ: the inbox, and answering by mail."""

import uuid

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts import notify
from machiken.contracts.notify import (
    INQUIRY_CHARS_MAX,
    AnswerInquiry,
    AnswerMalformed,
    InquiriesQuery,
    InquiryQuery,
    InquiryUnknown,
    NotifyCampaignUnknown,
)
from machiken.refusals import Refusal
from services.gateway import forms, places
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import FieldMissing, FieldTooLong

menu.add(menu.Section.INQUIRIES, "office.inquiries", "お問い合わせ")

SHOWN = (AnswerMalformed, FieldMissing, FieldTooLong)


@office.get("/inquiries")
@calls(notify.verbs.INQUIRIES)
def inquiries() -> ResponseReturnValue:
    """Show what is to be answered, or what was."""
    answered = forms.optional(request.args, "answered") == "1"
    number = request.args.get("page", "")
    at = int(number) if number.isascii() and number.isdigit() else 1
    try:
        query = InquiriesQuery(
            issuer_code=places.needed_issuer(), answered=answered, page=at
        )
        found = backends().call(notify.verbs.INQUIRIES, query)
    except (FieldMissing, NotifyCampaignUnknown) as refusal:
        return page("office/inquiries.html", refusal, found=None, answered=answered)
    return page("office/inquiries.html", found=found, answered=answered)


@office.get("/inquiries/<int:number>")
@calls(notify.verbs.INQUIRY)
def inquiry(number: int) -> ResponseReturnValue:
    """Show one inquiry with its answers."""
    return _inquiry(number, None)


@office.post("/inquiries/<int:number>")
@calls(notify.verbs.ANSWER_INQUIRY)
def answer_inquiry(number: int) -> ResponseReturnValue:
    """Answer it by mail."""
    try:
        wanted = AnswerInquiry(
            issuer_code=places.needed_issuer(),
            number=number,
            answer_id=forms.uuid(request.form, "answer_id"),
            text=forms.lines(request.form, "text", chars_max=INQUIRY_CHARS_MAX),
        )
        backends().call(notify.verbs.ANSWER_INQUIRY, wanted)
    except SHOWN as refusal:
        return _inquiry(number, refusal)
    return redirect(url_for("office.inquiry", number=number), code=303)


def _inquiry(number: int, refusal: Refusal | None) -> ResponseReturnValue:
    try:
        query = InquiryQuery(issuer_code=places.needed_issuer(), number=number)
        found = backends().call(notify.verbs.INQUIRY, query)
    except (FieldMissing, InquiryUnknown, NotifyCampaignUnknown) as unknown:
        return page("office/inquiries.html", unknown, found=None, answered=False)
    return page(
        "office/inquiry.html",
        refusal,
        inquiry=found,
        answer_id=request.form.get("answer_id") or str(uuid.uuid4()),
        text=request.form.get("text", ""),
        chars_max=INQUIRY_CHARS_MAX,
    )
