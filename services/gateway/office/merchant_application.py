"""加盟店の申込: one application, typed from its paper."""

from typing import Final

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    Applicant,
    ApplicationOff,
    ApplyMerchant,
    MerchantCampaignUnknown,
    verbs,
)
from machiken.ids import CompanyCode, IssuerCode, MerchantCode
from machiken.refusals import Refusal
from services.gateway import formatting, forms, places
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import DayUnreadable, FieldMissing, FieldTooLong

PEOPLE_MAX: Final = 4
"""So many the form has room for; longer lists come by file."""
ROLES: Final = {
    "representative": Role.REPRESENTATIVE,
    "manager": Role.MANAGER,
    "staff": Role.STAFF,
}
WRONG = (
    ApplicationOff,
    MerchantCampaignUnknown,
    DayUnreadable,
    FieldMissing,
    FieldTooLong,
)

menu.add(
    menu.Section.MERCHANTS,
    "office.merchant_application",
    "申込の入力",
    roles=verbs.APPLY_MERCHANT.roles,
)


@office.get("/merchants/new")
@calls(verbs.APPLY_MERCHANT)
def merchant_application() -> ResponseReturnValue:
    """Ask for what stands in the application."""
    return _form(None)


@office.post("/merchants/new")
@calls(verbs.APPLY_MERCHANT)
def apply_merchant() -> ResponseReturnValue:
    """Take the application down."""
    issuer = places.issuer_code()
    if issuer is None:
        return redirect(url_for("office.top"), code=303)
    try:
        moved = backends().call(verbs.APPLY_MERCHANT, _application(issuer))
    except WRONG as refusal:
        return _form(refusal)
    flash("申込を受け付けました。")
    return redirect(url_for("office.merchant", merchant_id=moved.merchant_id), code=303)


def _application(issuer: IssuerCode) -> ApplyMerchant:
    form = request.form
    people = [_person(n) for n in range(1, PEOPLE_MAX + 1) if n == 1 or _is_named(n)]
    return ApplyMerchant(
        issuer_code=issuer,
        merchant_code=MerchantCode(forms.text(form, "merchant_code")),
        merchant_name=forms.line(form, "merchant_name"),
        company_code=CompanyCode(forms.text(form, "company_code")),
        company_name=forms.line(form, "company_name"),
        applied_on=forms.day(form, "applied_on"),
        people=tuple(people),
    )


def _person(number: int) -> Applicant:
    form = request.form
    role = forms.optional(form, f"role_{number}") if number > 1 else "representative"
    return Applicant(
        role=ROLES.get(role, Role.STAFF),
        name=forms.line(form, f"name_{number}"),
        login_id=forms.text(form, f"login_id_{number}"),
        email=forms.text(form, f"email_{number}"),
    )


def _is_named(number: int) -> bool:
    names = ("name", "login_id", "email")
    return any(forms.optional(request.form, f"{each}_{number}") for each in names)


def _form(refusal: Refusal | None) -> ResponseReturnValue:
    return page(
        "office/merchant_application.html",
        refusal,
        people=range(1, PEOPLE_MAX + 1),
        today=formatting.today().isoformat(),
    )
