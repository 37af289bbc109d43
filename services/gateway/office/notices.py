"""お知らせ: written for all shops or one, changed, and taken off again."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts import notify
from machiken.contracts.notify import (
    NOTICE_CHARS_MAX,
    NoticeAuthor,
    NoticeDaysReversed,
    NoticeMalformed,
    NoticeUnknown,
    NoticeView,
    NotifyCampaignUnknown,
    NotifyMerchantUnknown,
    PublishNotice,
    WithdrawNotice,
)
from machiken.ids import MerchantCode, NoticeId
from machiken.refusals import Refusal
from services.gateway import formatting, forms, places
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import (
    DayUnreadable,
    FieldMissing,
    FieldTooLong,
    FormMalformed,
)

menu.add(menu.Section.NOTICES, "office.notices", "お知らせ")

SHOWN = (
    DayUnreadable,
    FieldMissing,
    FieldTooLong,
    NoticeDaysReversed,
    NoticeMalformed,
    NoticeUnknown,
    NotifyCampaignUnknown,
    NotifyMerchantUnknown,
)
SHOWN_DAYS = 14


@office.get("/notices")
@calls(notify.verbs.NOTICES)
def notices() -> ResponseReturnValue:
    """Show all notices, and a form for another."""
    today = formatting.today()
    blank = {
        "notice_id": str(uuid.uuid4()),
        "author": NoticeAuthor.CITY.value,
        "first_on": today.isoformat(),
        "last_on": (today + timedelta(days=SHOWN_DAYS)).isoformat(),
    }
    return _page(blank, None)


@office.get("/notices/<uuid:notice_id>")
def notice(notice_id: UUID) -> ResponseReturnValue:
    """Show a notice in the form, to be changed."""
    found = next((each for each in _all() if each.notice_id == notice_id), None)
    if found is None:
        return _page({}, NoticeUnknown())
    return _page(_typed(found), None, changes=True)


@office.post("/notices")
@calls(notify.verbs.PUBLISH_NOTICE)
def publish_notice() -> ResponseReturnValue:
    """Publish a notice, or change one."""
    try:
        backends().call(notify.verbs.PUBLISH_NOTICE, _wanted())
    except SHOWN as refusal:
        return _page(request.form, refusal, changes="changes" in request.form)
    return redirect(url_for("office.notices"), code=303)


@office.post("/notices/<uuid:notice_id>/withdraw")
@calls(notify.verbs.WITHDRAW_NOTICE)
def withdraw_notice(notice_id: UUID) -> ResponseReturnValue:
    """Take a notice off all pages."""
    wanted = WithdrawNotice(
        issuer_code=places.needed_issuer(), notice_id=NoticeId(notice_id)
    )
    try:
        backends().call(notify.verbs.WITHDRAW_NOTICE, wanted)
    except SHOWN as refusal:
        return _page({}, refusal)
    return redirect(url_for("office.notices"), code=303)


def _wanted() -> PublishNotice:
    code = forms.optional(request.form, "merchant_code")
    try:
        author = NoticeAuthor(forms.text(request.form, "author"))
    except ValueError as error:
        raise FormMalformed(field="author") from error
    return PublishNotice(
        notice_id=NoticeId(forms.uuid(request.form, "notice_id")),
        issuer_code=places.needed_issuer(),
        merchant_code=MerchantCode(code) if code else None,
        author=author,
        text=forms.lines(request.form, "text", chars_max=NOTICE_CHARS_MAX),
        first_on=forms.day(request.form, "first_on"),
        last_on=forms.day(request.form, "last_on"),
    )


def _page(
    typed: Mapping[str, str], refusal: Refusal | None, *, changes: bool = False
) -> ResponseReturnValue:
    try:
        found = _all()
    except (FieldMissing, NotifyCampaignUnknown) as unknown:
        found, refusal = (), refusal or unknown
    return page(
        "office/notices.html",
        refusal,
        notices=found,
        typed=typed,
        changes=changes,
        chars_max=NOTICE_CHARS_MAX,
        today=formatting.today(),
    )


def _all() -> tuple[NoticeView, ...]:
    query = notify.NoticesQuery(issuer_code=places.needed_issuer())
    return backends().call(notify.verbs.NOTICES, query).notices


def _typed(notice: NoticeView) -> dict[str, str]:
    return {
        "notice_id": str(notice.notice_id),
        "merchant_code": notice.merchant_code or "",
        "author": notice.author.value,
        "text": notice.text,
        "first_on": notice.first_on.isoformat(),
        "last_on": notice.last_on.isoformat(),
    }
