"""商品券の発行分: vouchers ordered, followed, sold, and their print files."""

import uuid
from collections.abc import Iterator
from typing import Final

from flask import Response, flash, redirect, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.redemption import (
    SHEET_VOUCHERS_MAX,
    ActivateBatch,
    ActivationDiffers,
    BatchCountOff,
    BatchesQuery,
    BatchNotReady,
    BatchQuery,
    BatchUnknown,
    CampaignUnknown,
    FetchPrintFile,
    FilePart,
    IssueBatch,
    PrintFileKind,
    verbs,
)
from machiken.ids import BatchId
from machiken.refusals import Refusal
from services.gateway import forms, places
from services.gateway.backends import backends, grant_budget
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import AmountUnreadable, FieldMissing, FieldTooLong

MIME: Final = {
    PrintFileKind.SHEET: ("application/pdf", "pdf"),
    PrintFileKind.CODES: ("text/csv; charset=utf-8", "csv"),
}
OFF = (AmountUnreadable, BatchCountOff, CampaignUnknown, FieldMissing, FieldTooLong)

menu.add(
    menu.Section.VOUCHERS,
    "office.batches",
    "発行分",
    place=10,
)


@office.get("/vouchers")
@calls(verbs.BATCHES)
def batches() -> ResponseReturnValue:
    """Show the campaign's batches, the latest first."""
    issuer = places.issuer_code()
    if issuer is None:
        return redirect(url_for("office.top"), code=303)
    number = forms.number(request.args, "page") or 1
    query = BatchesQuery(issuer_code=issuer, page=number)
    found = backends().call(verbs.BATCHES, query)
    return page(
        "office/batches.html",
        found=found,
        order=verbs.ISSUE_BATCH,
        sheet_max=SHEET_VOUCHERS_MAX,
    )


@office.get("/vouchers/new")
@calls(verbs.ISSUE_BATCH)
def batch_order() -> ResponseReturnValue:
    """Ask how many vouchers are wanted; with a count, for a last look."""
    if "count" not in request.args:
        return _order(None)
    try:
        count = forms.yen(request.args, "count").amount
    except (AmountUnreadable, FieldMissing, FieldTooLong) as refusal:
        return _order(refusal)
    sample = forms.optional(request.args, "sample") == "1"
    return page(
        "office/batch_confirmation.html",
        batch_id=uuid.uuid4(),
        count=count,
        sample=sample,
        sheet_max=SHEET_VOUCHERS_MAX,
    )


@office.post("/vouchers")
@calls(verbs.ISSUE_BATCH)
def issue_batch() -> ResponseReturnValue:
    """Order the vouchers; the form's own id orders them once."""
    issuer = places.issuer_code()
    if issuer is None:
        return redirect(url_for("office.top"), code=303)
    batch_id = BatchId(forms.uuid(request.form, "batch_id"))
    try:
        wanted = IssueBatch(
            batch_id=batch_id,
            issuer_code=issuer,
            count=forms.yen(request.form, "count").amount,
            sample=forms.optional(request.form, "sample") == "1",
        )
        backends().call(verbs.ISSUE_BATCH, wanted)
    except OFF as refusal:
        return _order(refusal)
    flash("発行を始めました。できあがると、この画面に表示されます。")
    return redirect(url_for("office.batch", batch_id=batch_id), code=303)


@office.get("/vouchers/<uuid:batch_id>")
@calls(verbs.BATCH)
def batch(batch_id: BatchId) -> ResponseReturnValue:
    """Show how far a batch has come."""
    return _show(batch_id, None)


@office.post("/vouchers/<uuid:batch_id>/activation")
@calls(verbs.ACTIVATE_BATCH)
def activate_batch(batch_id: BatchId) -> ResponseReturnValue:
    """Put the batch on sale."""
    wanted = ActivateBatch(batch_id=batch_id)
    try:
        backends().call(verbs.ACTIVATE_BATCH, wanted)
    except (BatchNotReady, ActivationDiffers) as refusal:
        return _show(batch_id, refusal)
    flash("販売済みにしました。この発行分の商品券は、換金できます。")
    return redirect(url_for("office.batch", batch_id=batch_id), code=303)


@office.post("/vouchers/<uuid:batch_id>/<kind>")
@calls(verbs.PRINT_FILE)
def print_file(batch_id: BatchId, kind: str) -> ResponseReturnValue:
    """Send a print file; who fetched it is written down."""
    known = {each.value: each for each in PrintFileKind}
    if kind not in known:
        raise BatchUnknown
    wanted = known[kind]
    first = _part(batch_id, wanted, 1)  # here, so that a refusal gets its page
    mime, ending = MIME[wanted]
    name = f"vouchers-{str(batch_id)[:8]}.{ending}"
    return Response(
        stream_with_context(_parts(batch_id, wanted, first)),
        content_type=mime,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _parts(batch_id: BatchId, kind: PrintFileKind, first: FilePart) -> Iterator[bytes]:
    yield first.content
    for number in range(2, first.parts + 1):
        grant_budget()  # a long file takes longer than a page may
        yield _part(batch_id, kind, number).content


def _part(batch_id: BatchId, kind: PrintFileKind, number: int) -> FilePart:
    wanted = FetchPrintFile(batch_id=batch_id, kind=kind, part=number)
    return backends().call(verbs.PRINT_FILE, wanted)


def _order(refusal: Refusal | None) -> ResponseReturnValue:
    return page("office/batch_order.html", refusal, sheet_max=SHEET_VOUCHERS_MAX)


def _show(batch_id: BatchId, refusal: Refusal | None) -> ResponseReturnValue:
    shown = backends().call(verbs.BATCH, BatchQuery(batch_id=batch_id))
    return page(
        "office/batch.html",
        refusal,
        batch=shown,
        activate=verbs.ACTIVATE_BATCH,
        files=verbs.PRINT_FILE,
        sheet_max=SHEET_VOUCHERS_MAX,
    )
