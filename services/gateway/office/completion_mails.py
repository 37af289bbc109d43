"""登録完了メール: sent to a window's merchants at once; and letters for the post.

The page says how many would go before the button is pressed, and how many have gone.
"""

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts import auth, notify
from machiken.contracts.auth import InvitationsView, MerchantCampaignUnknown
from machiken.contracts.notify import (
    AccessLetterQuery,
    NotifyCampaignUnknown,
    NotifyMerchantUnknown,
)
from machiken.ids import MerchantCode
from machiken.refusals import Refusal
from services.gateway import forms, places
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import FieldMissing, FieldTooLong, FormMalformed

menu.add(menu.Section.MAIL, "office.completion_mails", "登録完了メール")

SHOWN = (
    FieldMissing,
    FieldTooLong,
    MerchantCampaignUnknown,
    NotifyCampaignUnknown,
    NotifyMerchantUnknown,
)


@office.get("/completion-mails")
@calls(auth.invitation_verbs.INVITATIONS)
def completion_mails() -> ResponseReturnValue:
    """Show how many completion mails are held, leaving and gone."""
    return _page(None)


@office.post("/completion-mails")
@calls(auth.invitation_verbs.SEND_INVITATIONS)
def send_completion_mails() -> ResponseReturnValue:
    """Have one window's completion mails sent."""
    number = forms.text(request.form, "recruitment")
    if not (number.isascii() and number.isdigit()):
        raise FormMalformed(field="recruitment")
    wanted = auth.SendInvitations(
        issuer_code=places.needed_issuer(), recruitment=int(number)
    )
    try:
        backends().call(auth.invitation_verbs.SEND_INVITATIONS, wanted)
    except SHOWN as refusal:
        return _page(refusal)
    return redirect(url_for("office.completion_mails"), code=303)


@office.get("/access-letter")
@calls(notify.verbs.ACCESS_LETTER)
def access_letter() -> ResponseReturnValue:
    """Hand out the letter that goes to one merchant with its certificate."""
    try:
        code = MerchantCode(forms.text(request.args, "merchant_code"))
        query = AccessLetterQuery(
            issuer_code=places.needed_issuer(), merchant_code=code
        )
        letter = backends().call(notify.verbs.ACCESS_LETTER, query)
    except SHOWN as refusal:
        return _page(refusal)
    return Response(
        letter.content,
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="access-letter.pdf"'},
    )


def _page(refusal: Refusal | None) -> ResponseReturnValue:
    view = InvitationsView(recruitments=())
    try:
        query = auth.InvitationsQuery(issuer_code=places.needed_issuer())
        view = backends().call(auth.invitation_verbs.INVITATIONS, query)
    except (FieldMissing, MerchantCampaignUnknown) as unknown:
        refusal = refusal or unknown
    return page(
        "office/completion_mails.html",
        refusal,
        view=view,
        leaving=any(each.leaving for each in view.recruitments),
    )
