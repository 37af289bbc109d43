"""振込: prepared by one person, approved by another; and the bank's file."""

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.settlement import (
    DecidePayout,
    FetchBankFile,
    IssueBankFile,
    PayoutQuery,
    PayoutView,
    PreparePayout,
    TransferView,
    payout_verbs,
)
from machiken.ids import PayoutId
from machiken.money import total
from machiken.refusals import Refusal
from services.gateway import forms, places
from services.gateway.backends import backends
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.office.corrections import said_yes
from services.gateway.office.settlement import settlement_page
from services.gateway.pages import page
from services.gateway.papers.payout_pdf import payout_pdf
from services.gateway.papers.payout_xlsx import payout_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@office.post("/settlement/payouts")
@calls(payout_verbs.PREPARE_PAYOUT)
def prepare_payout() -> ResponseReturnValue:
    """Take up what is to be paid; the form's own id does it once."""
    try:
        payout_id = PayoutId(forms.uuid(request.form, "payout_id"))
        wanted = PreparePayout(
            payout_id=payout_id,
            issuer_code=places.needed_issuer(),
            pay_on=forms.day(request.form, "pay_on"),
        )
        backends().call(payout_verbs.PREPARE_PAYOUT, wanted)
    except Refusal as refusal:
        return settlement_page(refusal)
    return redirect(url_for("office.payout", payout_id=payout_id), code=303)


@office.get("/settlement/payouts/<uuid:payout_id>")
@calls(payout_verbs.PAYOUT)
def payout(payout_id: PayoutId) -> ResponseReturnValue:
    """Show one payout with all of its transfers."""
    return payout_page(payout_id, None)


@office.post("/settlement/payouts/<uuid:payout_id>/decision")
@calls(payout_verbs.DECIDE_PAYOUT)
def decide_payout(payout_id: PayoutId) -> ResponseReturnValue:
    """Approve or reject the payout."""
    try:
        wanted = DecidePayout(payout_id=payout_id, approved=said_yes())
        backends().call(payout_verbs.DECIDE_PAYOUT, wanted)
    except Refusal as refusal:
        return payout_page(payout_id, refusal)
    return redirect(url_for("office.payout", payout_id=payout_id), code=303)


@office.post("/settlement/payouts/<uuid:payout_id>/file")
@calls(payout_verbs.ISSUE_BANK_FILE)
def issue_bank_file(payout_id: PayoutId) -> ResponseReturnValue:
    """Make the bank's file, and send it; every fetch is written down."""
    try:
        ask = backends().call
        ask(payout_verbs.ISSUE_BANK_FILE, IssueBankFile(payout_id=payout_id))
        file = ask(payout_verbs.FETCH_BANK_FILE, FetchBankFile(payout_id=payout_id))
    except Refusal as refusal:
        return payout_page(payout_id, refusal)
    return _attached(file.content, "application/octet-stream", file.name)


@office.get("/settlement/payouts/<uuid:payout_id>/list.xlsx")
@calls(payout_verbs.PAYOUT)
def payout_sheet(payout_id: PayoutId) -> ResponseReturnValue:
    """Send the payout as a spreadsheet, for the city."""
    view = payout_of(payout_id)
    return _attached(payout_xlsx(view), XLSX, f"furikomi-{view.payout_no:06d}.xlsx")


@office.get("/settlement/payouts/<uuid:payout_id>/list.pdf")
@calls(payout_verbs.PAYOUT)
def payout_paper(payout_id: PayoutId) -> ResponseReturnValue:
    """Send the payout as a paper to be signed, for the city."""
    view = payout_of(payout_id)
    name = f"furikomi-{view.payout_no:06d}.pdf"
    return _attached(payout_pdf(view), "application/pdf", name)


def payout_of(payout_id: PayoutId) -> PayoutView:
    """Return the payout with all of its transfers. Raises `PayoutUnknown`."""
    return backends().call(payout_verbs.PAYOUT, PayoutQuery(payout_id=payout_id))


def payout_page(payout_id: PayoutId, refusal: Refusal | None) -> ResponseReturnValue:
    """Return the payout's page, with what was refused, if anything was."""
    payout = payout_of(payout_id)
    rest = untold(payout)
    rest_yen = total(each.amount for each in rest)
    told = {"rest": len(rest), "rest_yen": rest_yen}
    typed = request.form if refusal else {}
    return page("office/payout.html", refusal, payout=payout, typed=typed, **told)


def untold(payout: PayoutView) -> list[TransferView]:
    """Return the transfers of which the bank has told nothing yet."""
    return [each for each in payout.transfers if each.outcome is None]


def _attached(content: bytes, kind: str, name: str) -> Response:
    return Response(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
