"""決済データ出力: conditions, a last look, and the number under which it is made."""

import uuid
from datetime import date, timedelta
from typing import Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.settlement import (
    ExportEncoding,
    ExportMerchantUnknown,
    ExportPeriodOff,
    ExportQuery,
    ExportRequesterMissing,
    ExportUnit,
    MerchantsQuery,
    RequestExport,
    TooManyExports,
    verbs,
)
from machiken.ids import ExportId, MerchantCode
from machiken.refusals import Refusal
from services.gateway import budgets, campaigns, formatting, forms
from services.gateway.backends import OutcomeUnknown, backends
from services.gateway.pages import page
from services.gateway.portal import periods
from services.gateway.portal.blueprint import portal
from services.gateway.refusals import DaysReversed, DayUnreadable
from services.gateway.sign_in_pages import UNFILLED

FIELDS: Final = (
    "merchant_code",
    "first_on",
    "last_on",
    "requested_by",
    "encoding",
    "unit",
)
REFUSALS: Final = (
    *UNFILLED,
    DaysReversed,
    DayUnreadable,
    ExportMerchantUnknown,
    ExportPeriodOff,
    ExportRequesterMissing,
    TooManyExports,
)


@portal.get("/exports/new")
def new_export() -> ResponseReturnValue:
    """Ask for the conditions; the address holds them."""
    return _conditions_page(None)


@portal.get("/exports/confirmation")
def confirm_export() -> ResponseReturnValue:
    """Show the conditions for a last look."""
    try:
        wanted = _wanted(ExportId(uuid.uuid4()))
    except REFUSALS as refusal:
        return _conditions_page(refusal)
    merchants = backends().call(verbs.MERCHANTS, MerchantsQuery()).merchants
    names = {each.merchant_code: each.merchant_name for each in merchants}
    return page("portal/confirm_export.html", wanted=wanted, names=names)


@portal.post("/exports")
@budgets.spends(budgets.EXPORTS)
def request_export() -> ResponseReturnValue:
    """Have the data made; the form's own id asks once."""
    try:
        export_id = ExportId(forms.uuid(request.form, "export_id"))
        backends().call(verbs.REQUEST_EXPORT, _wanted(export_id))
    except REFUSALS as refusal:
        return _conditions_page(refusal)
    except OutcomeUnknown:
        return redirect(url_for("portal.downloads", unsure=1), code=303)
    return redirect(url_for("portal.accepted", export_id=export_id), code=303)


@portal.get("/exports/<uuid:export_id>/accepted")
def accepted(export_id: ExportId) -> ResponseReturnValue:
    """Show the 処理受付番号."""
    export = backends().call(verbs.EXPORT, ExportQuery(export_id=export_id))
    return page("portal/export_accepted.html", export=export)


def _wanted(export_id: ExportId) -> RequestExport:
    merchant = forms.optional(request.values, "merchant_code")
    first_on = forms.day(request.values, "first_on")
    last_on = forms.day(request.values, "last_on")
    if last_on < first_on:
        raise DaysReversed
    return RequestExport(
        export_id=export_id,
        merchant_code=MerchantCode(merchant) if merchant else None,
        first_on=first_on,
        last_on=last_on,
        encoding=_encoding(),
        requested_by=forms.text(request.values, "requested_by"),
        unit=_unit(),
    )


def _encoding() -> ExportEncoding:
    typed = forms.optional(request.values, "encoding")
    known = {each.value: each for each in ExportEncoding}
    return known.get(typed, ExportEncoding.CP932)


def _unit() -> ExportUnit:
    typed = forms.optional(request.values, "unit")
    return {each.value: each for each in ExportUnit}.get(typed, ExportUnit.SLIP)


def _conditions_page(refusal: Refusal | None) -> ResponseReturnValue:
    typed = {name: request.values.get(name, "") for name in FIELDS}
    today = formatting.today()
    cycles = _cycles()
    chosen = periods.preset(request.values.get("preset", ""), today)
    chosen = chosen or cycles.get(request.values.get("preset", ""))
    if chosen is None and not typed["first_on"] and refusal is None:
        chosen = (today - timedelta(days=today.day - 1), today)
    if chosen is not None:
        typed |= _as_typed(*chosen)
    merchants = backends().call(verbs.MERCHANTS, MerchantsQuery()).merchants
    return page(
        "portal/new_export.html",
        refusal,
        typed=typed,
        merchants=merchants,
        presets=periods.PRESETS,
        cycles=cycles,
    )


def _cycles() -> dict[str, tuple[date, date]]:
    """Return the campaign's half-months by name; none where they can't be had."""
    view = campaigns.view()
    begun = view.periods if view else ()
    today = formatting.today()
    return {
        f"cycle{number}": (each.first_on, each.last_on)
        for number, each in enumerate(begun, start=1)
        if each.first_on <= today
    }


def _as_typed(first_on: date, last_on: date) -> dict[str, str]:
    return {"first_on": first_on.isoformat(), "last_on": last_on.isoformat()}
