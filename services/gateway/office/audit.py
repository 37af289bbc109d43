"""監査記録: who came in, and what the office did in all services; as a CSV, too.

The conditions name people, so they travel in the form and not in the address.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from flask import request
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import MerchantRef, MerchantUnknown, people_verbs
from machiken.ids import MerchantCode
from machiken.refusals import Refusal
from services.gateway import audit_words, forms, places
from services.gateway.audits import HAPPENINGS, Area, Found, Wanted, find
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.audit_csv import audit_csv
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import (
    AuditTooMuch,
    DaysReversed,
    DayUnreadable,
    FormMalformed,
)
from services.gateway.sign_in_pages import UNFILLED

menu.add(menu.Section.AUDIT, "office.audit", "監査記録")

OBJECTS: Final = (
    "campaign",
    "bank_year",
    "batch",
    "voucher",
    "cycle",
    "payout",
    "adjustment",
    "account",
    "merchant",
    "letter",
    "letters",
    "notice",
    "inquiry",
)
"""The kinds of what the office acts on, as the rows name them."""
FIELDS: Final = (
    "area",
    "happening",
    "actor",
    "login_id",
    "merchant_code",
    "object_kind",
    "object_name",
    "first_on",
    "last_on",
)
_MARK: Final = re.compile(r"(auth|redemption|settlement|notify):(\d{1,18})")
_OFF: Final = (*UNFILLED, DayUnreadable, DaysReversed, MerchantUnknown, AuditTooMuch)


@office.get("/audit")
@calls(people_verbs.AUDIT)
def audit() -> ResponseReturnValue:
    """Show the newest."""
    return _page(find(backends().call, Wanted()), None)


@office.post("/audit")
@calls(people_verbs.AUDIT)
def search_audit() -> ResponseReturnValue:
    """Show what the conditions ask for; reading changes nothing."""
    try:
        found = find(backends().call, _conditions())
    except _OFF as refusal:
        return _page(None, refusal)
    return _page(found, None)


@office.post("/audit/file")
@calls(people_verbs.SAVE_AUDIT)
def audit_file() -> ResponseReturnValue:
    """Send all that the conditions ask for as a CSV, or say that it is too much."""
    try:
        return audit_csv(_conditions())
    except _OFF as refusal:
        return _page(None, refusal)


def _conditions() -> Wanted:
    first_on, last_on = _day("first_on"), _day("last_on")
    if first_on and last_on and last_on < first_on:
        raise DaysReversed
    area = _one_of("area", set(Area))
    happenings = {name for names in HAPPENINGS.values() for name in names}
    return Wanted(
        area=Area(area) if area else None,
        happening=_one_of("happening", happenings),
        actor=forms.optional(request.form, "actor"),
        login_id=forms.optional(request.form, "login_id"),
        merchant=_merchant(),
        object_kind=_one_of("object_kind", set(OBJECTS)),
        object_name=forms.optional(request.form, "object_name"),
        first_on=first_on,
        last_on=last_on,
        marks=_marks(),
    )


def _merchant() -> MerchantRef | None:
    code = forms.optional(request.form, "merchant_code")
    issuer = places.issuer_code()
    if not code:
        return None
    if issuer is None:
        raise MerchantUnknown
    return MerchantRef(issuer_code=issuer, merchant_code=MerchantCode(code))


def _one_of(name: str, known: set[str] | set[Area]) -> str:
    told = forms.optional(request.form, name)
    if told and told not in known:
        raise FormMalformed(field=name)
    return told


def _day(name: str) -> date | None:
    typed = forms.optional(request.form, name)
    return forms.day(request.form, name) if typed else None


def _marks() -> Mapping[Area, int]:
    told = forms.optional(request.form, "marks").split()
    fitting = [_MARK.fullmatch(each) for each in told]
    if not all(fitting):
        raise FormMalformed(field="marks")
    return {Area(each[1]): int(each[2]) for each in fitting if each}


def _page(found: Found | None, refusal: Refusal | None) -> ResponseReturnValue:
    return page(
        "office/audit.html",
        refusal,
        found=found,
        marks=" ".join(f"{area}:{row}" for area, row in found.marks.items())
        if found
        else "",
        typed={name: request.form.get(name, "") for name in FIELDS},
        happenings=HAPPENINGS,
        objects=OBJECTS,
        about=audit_words.about,
        detail=audit_words.detail,
    )
