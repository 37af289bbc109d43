"""メールアドレス変更の申請: for who rang up; another person decides on it."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    AccountUnknown,
    MailProposalOpen,
    MailUnchanged,
    ProposeMailChange,
    RegistrationMalformed,
    Site,
    mail_proposal_verbs,
)
from machiken.ids import IssuerCode, MerchantId
from machiken.refusals import Refusal
from services.gateway import devices, forms, signing_in
from services.gateway.backends import backends
from services.gateway.office import people
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.sign_in_pages import UNFILLED

WRONG = (
    *UNFILLED,
    AccountUnknown,
    MailProposalOpen,
    MailUnchanged,
    RegistrationMalformed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whose address it is: a merchant's person, or somebody of the office."""

    staff_id: UUID
    merchant_id: MerchantId | None
    site: Site
    issuer_code: IssuerCode
    code: str
    place_name: str
    login_id: str
    name: str
    email: str


@office.get("/mail-proposals/new")
@calls(mail_proposal_verbs.PROPOSE_MAIL_CHANGE)
def mail_change_to_propose() -> ResponseReturnValue:
    """Ask for the new address, and why."""
    return _ask(None)


@office.post("/mail-proposals/new")
@calls(mail_proposal_verbs.PROPOSE_MAIL_CHANGE)
def mail_change_to_confirm() -> ResponseReturnValue:
    """Show both addresses once more, one below the other; or let them be mended."""
    if forms.optional(request.form, "again"):
        return _ask(None)
    try:
        wanted = _wanted(_whom())
    except UNFILLED as refusal:
        return _ask(refusal)
    return page("office/mail_proposal_confirmation.html", whom=_whom(), wanted=wanted)


@office.post("/mail-proposals")
@calls(mail_proposal_verbs.PROPOSE_MAIL_CHANGE)
def propose_mail_change() -> ResponseReturnValue:
    """Propose it; the present address is told."""
    try:
        wanted = _wanted(_whom())
        backends().call(mail_proposal_verbs.PROPOSE_MAIL_CHANGE, wanted)
    except WRONG as refusal:
        return _ask(refusal)
    flash("メールアドレスの変更を申請しました。ほかの承認者の方が判断します。")
    return redirect(url_for("office.mail_proposals"), code=303)


def _wanted(whom: Whom) -> ProposeMailChange:
    return ProposeMailChange(
        site=whom.site,
        issuer_code=whom.issuer_code,
        code=whom.code,
        login_id=whom.login_id,
        email=forms.text(request.form, "email"),
        reason=forms.line(request.form, "reason"),
        origin=devices.origin(),
    )


def _ask(refusal: Refusal | None) -> ResponseReturnValue:
    typed = {name: request.form.get(name, "") for name in ("email", "reason")}
    whom = _whom()
    return page("office/mail_proposal_new.html", refusal, whom=whom, typed=typed)


def _whom() -> Whom:
    staff_id = forms.uuid(request.values, "staff_id")
    if forms.optional(request.values, "merchant_id"):
        merchant_id = MerchantId(forms.uuid(request.values, "merchant_id"))
        return _of_merchant(merchant_id, staff_id)
    return _of_office(staff_id)


def _of_merchant(merchant_id: MerchantId, staff_id: UUID) -> Whom:
    merchant, person = people.member(merchant_id, staff_id)
    return Whom(
        staff_id=staff_id,
        merchant_id=merchant_id,
        site=Site.SHOP,
        issuer_code=merchant.issuer_code,
        code=merchant.line.merchant_code,
        place_name=merchant.line.merchant_name,
        login_id=person.login_id,
        name=person.name,
        email=person.email,
    )


def _of_office(staff_id: UUID) -> Whom:
    officer = people.officer(staff_id)
    return Whom(
        staff_id=staff_id,
        merchant_id=None,
        site=Site.OFFICE,
        issuer_code=signing_in.NO_ISSUER,
        code="",
        place_name="事務局",
        login_id=officer.login_id,
        name=officer.name,
        email=officer.email,
    )
