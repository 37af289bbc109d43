"""メール: the record of letters, what failed and why, and sending once more."""

from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts import notify
from machiken.contracts.auth import AccountUnknown
from machiken.contracts.notify import (
    FindLetters,
    LetterNeedsPassword,
    LetterOver,
    LetterState,
    LetterUnknown,
    NotifyCampaignUnknown,
    ResendGivenUp,
    ReturnUnreadable,
    TakeReturned,
)
from machiken.ids import IssuerCode
from machiken.refusals import Refusal
from services.gateway import forms, places, sessions
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import FormMalformed
from services.gateway.resending import resend

menu.add(menu.Section.MAIL, "office.letters", "メールの記録")

SHOWN = (
    AccountUnknown,
    LetterNeedsPassword,
    LetterOver,
    LetterUnknown,
    NotifyCampaignUnknown,
    ReturnUnreadable,
)
OWN = "office"


@office.get("/letters")
@calls(notify.verbs.FIND_LETTERS)
def letters() -> ResponseReturnValue:
    """Show the letters of the campaign, or of the office itself."""
    return _letters(None)


@office.post("/letters/<uuid:letter_id>/resend")
@calls(notify.verbs.RESEND_LETTER)
def resend_letter(letter_id: UUID) -> ResponseReturnValue:
    """Send one letter once more, with a new password where it needs one."""
    try:
        forget = sessions.cache().forget_ended
        again = resend(backends().call, forget, letter_id, places.issuer_code())
    except SHOWN as refusal:
        return _letters(refusal)
    return _back(resent=again.email)


@office.post("/letters/returned")
@calls(notify.verbs.TAKE_RETURNED)
def take_returned() -> ResponseReturnValue:
    """Note that a mail came back, by the report of it."""
    file = request.files.get("report")
    wanted = TakeReturned(content=file.read() if file else b"")
    try:
        letter = backends().call(notify.verbs.TAKE_RETURNED, wanted)
    except SHOWN as refusal:
        return _letters(refusal)
    state = letter.state.value
    return redirect(url_for("office.letters", state=state, noted=1), code=303)


@office.post("/letters/resend-given-up")
@calls(notify.verbs.RESEND_GIVEN_UP)
def resend_given_up() -> ResponseReturnValue:
    """Send all letters once more that were given up."""
    wanted = ResendGivenUp(issuer_code=_whose(forms.optional(request.form, "whose")))
    try:
        resent = backends().call(notify.verbs.RESEND_GIVEN_UP, wanted)
    except SHOWN as refusal:
        return _letters(refusal)
    return _back(count=resent.count)


def _letters(refusal: Refusal | None) -> ResponseReturnValue:
    fields = request.form if request.method == "POST" else request.args
    whose = forms.optional(fields, "whose")
    state = _state(forms.optional(fields, "state"))
    asked = FindLetters(
        issuer_code=_whose(whose), state=state, page=_page(request.args.get("page", ""))
    )
    try:
        found = backends().call(notify.verbs.FIND_LETTERS, asked)
    except NotifyCampaignUnknown as unknown:
        found, refusal = None, unknown
    return page(
        "office/letters.html",
        refusal,
        found=found,
        state=state,
        whose=whose,
        resent=request.args.get("resent") == "1",
        count=request.args.get("count", ""),
        noted="noted" in request.args,
    )


def _back(*, resent: str = "", count: int | None = None) -> ResponseReturnValue:
    where = url_for(
        "office.letters",
        whose=forms.optional(request.form, "whose") or None,
        state=forms.optional(request.form, "state") or None,
        resent="1" if resent else None,
        count=count,
    )
    return redirect(where, code=303)


def _whose(whose: str) -> IssuerCode | None:
    return None if whose == OWN else places.issuer_code()


def _state(state: str) -> LetterState | None:
    if not state:
        return None
    try:
        return LetterState(state)
    except ValueError as error:
        raise FormMalformed(field="state") from error


def _page(number: str) -> int:
    return int(number) if number.isascii() and number.isdigit() else 1
