"""振込結果: what the bank told of a payout, noted on the page or taken from a file."""

import csv
from collections.abc import Iterable
from io import StringIO

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.settlement import (
    ImportResults,
    Outcome,
    PayoutView,
    TransferView,
    payout_verbs,
)
from machiken.ids import PayoutId
from machiken.money import ZERO, Yen
from machiken.refusals import Refusal
from services.gateway import forms
from services.gateway.backends import backends
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.office.payouts import payout_of, payout_page, untold
from services.gateway.office_files import text_of
from services.gateway.refusals import FormMalformed, TransferUnknown

Line = tuple[TransferView, Outcome, str, Yen]
"""A transfer, what became of it, why, and the bank's fee."""


@office.post("/settlement/payouts/<uuid:payout_id>/results")
@calls(payout_verbs.IMPORT_RESULTS)
def import_results(payout_id: PayoutId) -> ResponseReturnValue:
    """Take in what the bank told, whole or not at all."""
    try:
        _tell(payout_id, _uploaded())
    except Refusal as refusal:
        return payout_page(payout_id, refusal)
    return redirect(url_for("office.payout", payout_id=payout_id), code=303)


@office.post("/settlement/payouts/<uuid:payout_id>/results/returned")
@calls(payout_verbs.IMPORT_RESULTS)
def note_returned(payout_id: PayoutId) -> ResponseReturnValue:
    """Note one transfer that the bank sent back, and why."""
    try:
        payout = payout_of(payout_id)
        transfer = _transfer(payout, forms.number(request.form, "transfer_no"))
        reason = forms.text(request.form, "reason")
        fee = forms.yen(request.form, "fee")
        line = (transfer, Outcome.RETURNED, reason, fee)
        _tell(payout_id, results_file(payout, [line]))
    except Refusal as refusal:
        return payout_page(payout_id, refusal)
    return redirect(url_for("office.payout", payout_id=payout_id), code=303)


@office.post("/settlement/payouts/<uuid:payout_id>/results/rest")
@calls(payout_verbs.IMPORT_RESULTS)
def note_rest_paid(payout_id: PayoutId) -> ResponseReturnValue:
    """Note that all arrived of which the bank told nothing."""
    try:
        payout = payout_of(payout_id)
        lines = [(each, Outcome.PAID, "", ZERO) for each in untold(payout)]
        _tell(payout_id, results_file(payout, lines))
    except Refusal as refusal:
        return payout_page(payout_id, refusal)
    return redirect(url_for("office.payout", payout_id=payout_id), code=303)


def results_file(payout: PayoutView, lines: Iterable[Line]) -> str:
    """Return what the bank told as the file that settlement takes in."""
    text = StringIO()
    rows = csv.writer(text)
    for each, told, why, fee in lines:
        numbers = (payout.payout_no, each.transfer_no, each.amount.amount)
        rows.writerow((*numbers, told.value, why, fee.amount))
    return text.getvalue()


def _tell(payout_id: PayoutId, content: str) -> None:
    wanted = ImportResults(payout_id=payout_id, content=content)
    backends().call(payout_verbs.IMPORT_RESULTS, wanted)


def _transfer(payout: PayoutView, transfer_no: int | None) -> TransferView:
    for each in payout.transfers:
        if each.transfer_no == transfer_no:
            return each
    raise TransferUnknown(field="transfer_no")


def _uploaded() -> str:
    file = request.files.get("results")
    try:
        return text_of(file.read() if file else b"")
    except UnicodeDecodeError as error:
        raise FormMalformed(field="results") from error
