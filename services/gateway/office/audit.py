"""監査記録: what happened to all accounts, by person, merchant, kind and days.

The conditions name people, so they travel in the form and not in the address.
"""

from datetime import date
from typing import Final

from flask import request
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    AuditPage,
    AuditQuery,
    Happening,
    MerchantRef,
    MerchantUnknown,
    people_verbs,
)
from machiken.ids import MerchantCode
from machiken.refusals import Refusal
from services.gateway import forms, places
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import DaysReversed, DayUnreadable, FormMalformed
from services.gateway.sign_in_pages import UNFILLED

menu.add(menu.Section.AUDIT, "office.audit", "監査記録")

FIELDS: Final = ("login_id", "merchant_code", "happening", "first_on", "last_on")


@office.get("/audit")
@calls(people_verbs.AUDIT)
def audit() -> ResponseReturnValue:
    """Show the newest."""
    return _page(backends().call(people_verbs.AUDIT, AuditQuery()), None)


@office.post("/audit")
@calls(people_verbs.AUDIT)
def search_audit() -> ResponseReturnValue:
    """Show what the conditions ask for; reading changes nothing."""
    try:
        found = backends().call(people_verbs.AUDIT, _conditions())
    except (*UNFILLED, DayUnreadable, DaysReversed, MerchantUnknown) as refusal:
        return _page(None, refusal)
    return _page(found, None)


def _conditions() -> AuditQuery:
    first_on, last_on = _day("first_on"), _day("last_on")
    if first_on and last_on and last_on < first_on:
        raise DaysReversed
    return AuditQuery(
        login_id=forms.optional(request.form, "login_id"),
        merchant=_merchant(),
        happening=_happening(),
        first_on=first_on,
        last_on=last_on,
        before=forms.row(request.form, "before"),
    )


def _merchant() -> MerchantRef | None:
    code = forms.optional(request.form, "merchant_code")
    issuer = places.issuer_code()
    if not code:
        return None
    if issuer is None:
        raise MerchantUnknown
    return MerchantRef(issuer_code=issuer, merchant_code=MerchantCode(code))


def _happening() -> Happening | None:
    name = forms.optional(request.form, "happening")
    if name and name not in set(Happening):
        raise FormMalformed(field="happening")
    return Happening(name) if name else None


def _day(name: str) -> date | None:
    typed = forms.optional(request.form, name)
    return forms.day(request.form, name) if typed else None


def _page(found: AuditPage | None, refusal: Refusal | None) -> ResponseReturnValue:
    return page(
        "office/audit.html",
        refusal,
        found=found,
        typed={name: request.form.get(name, "") for name in FIELDS},
        happenings=list(Happening),
    )
