"""加盟店の申込: one application, typed from its paper, and typed again."""

from collections.abc import Mapping
from typing import Any, Final

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    Applicant,
    ApplicationOff,
    ApplyMerchant,
    CorrectApplication,
    MerchantCampaignUnknown,
    MerchantDetail,
    MerchantQuery,
    MerchantStateDiffers,
    verbs,
)
from machiken.ids import CompanyCode, MerchantCode, MerchantId
from machiken.refusals import Refusal
from services.gateway import formatting, forms, places
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import DayUnreadable, FieldMissing, FieldTooLong

PEOPLE_MAX: Final = 4
"""So many a new form has room for; longer lists come by file."""
PEOPLE_ANYWAY_MAX: Final = 100
"""So many are read from a form, whose list may have come by file."""
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
        moved = backends().call(
            verbs.APPLY_MERCHANT, ApplyMerchant(issuer_code=issuer, **_typed())
        )
    except WRONG as refusal:
        return _form(refusal)
    flash("申込を受け付けました。")
    return redirect(url_for("office.merchant", merchant_id=moved.merchant_id), code=303)


@office.get("/merchants/<uuid:merchant_id>/correction")
@calls(verbs.CORRECT_APPLICATION)
def application_to_correct(merchant_id: MerchantId) -> ResponseReturnValue:
    """Show what was taken down of an application, to be corrected."""
    shown = _shown(merchant_id)
    return _correction(shown, _as_typed(shown), None)


@office.post("/merchants/<uuid:merchant_id>/correction")
@calls(verbs.CORRECT_APPLICATION)
def correct_application(merchant_id: MerchantId) -> ResponseReturnValue:
    """Put what was typed in the place of what was there."""
    try:
        wanted = CorrectApplication(merchant_id=merchant_id, **_typed())
        backends().call(verbs.CORRECT_APPLICATION, wanted)
    except (*WRONG, MerchantStateDiffers) as refusal:
        return _correction(_shown(merchant_id), request.form, refusal)
    flash("申込を訂正しました。")
    return redirect(url_for("office.merchant", merchant_id=merchant_id), code=303)


def _typed() -> dict[str, Any]:
    form, last = request.form, PEOPLE_ANYWAY_MAX
    people = [_person(n) for n in range(1, last + 1) if n == 1 or _is_named(n)]
    return {
        "merchant_code": MerchantCode(forms.text(form, "merchant_code")),
        "merchant_name": forms.line(form, "merchant_name"),
        "company_code": CompanyCode(forms.text(form, "company_code")),
        "company_name": forms.line(form, "company_name"),
        "applied_on": forms.day(form, "applied_on"),
        "people": tuple(people),
    }


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
        typed=request.form,
        people=range(1, PEOPLE_MAX + 1),
        today=formatting.today().isoformat(),
    )


def _shown(merchant_id: MerchantId) -> MerchantDetail:
    return backends().call(verbs.MERCHANT, MerchantQuery(merchant_id=merchant_id))


def _as_typed(shown: MerchantDetail) -> dict[str, str]:
    """Return what the form holds before anybody types: the representative first."""
    line = shown.line
    typed = {
        "merchant_code": line.merchant_code,
        "merchant_name": line.merchant_name,
        "company_code": line.company_code,
        "company_name": line.company_name,
        "applied_on": line.applied_on.isoformat() if line.applied_on else "",
    }
    first = sorted(shown.people, key=lambda each: each.role is not Role.REPRESENTATIVE)
    for number, each in enumerate(first, start=1):
        typed[f"name_{number}"] = each.name
        typed[f"role_{number}"] = each.role.value
        typed[f"login_id_{number}"] = each.login_id
        typed[f"email_{number}"] = each.email
    return typed


def _correction(
    shown: MerchantDetail, typed: Mapping[str, str], refusal: Refusal | None
) -> ResponseReturnValue:
    room = max(PEOPLE_MAX, len(shown.people) + 1)
    return page(
        "office/merchant_application.html",
        refusal,
        merchant=shown,
        typed=typed,
        people=range(1, room + 1),
        today="",
    )
