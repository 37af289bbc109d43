"""加盟店の取り込み: a file is looked at first, with all findings, and then taken."""

import uuid
from pathlib import Path
from typing import Final

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.auth import (
    INTAKE_BYTES_MAX,
    ApplyIntake,
    CheckIntake,
    IntakeHasFindings,
    IntakeQuery,
    IntakeTooBig,
    MerchantCampaignUnknown,
    verbs,
)
from machiken.ids import IssuerCode
from machiken.refusals import Refusal
from services.gateway import places
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls
from services.gateway.office.blueprint import office
from services.gateway.pages import page
from services.gateway.refusals import FieldMissing

SAMPLE: Final = Path(__file__).with_name("applications.csv")

menu.add(
    menu.Section.MERCHANTS,
    "office.new_intake",
    "申込の取り込み",
    roles=verbs.CHECK_INTAKE.roles,
    place=20,
)


@office.get("/merchants/intake")
@calls(verbs.CHECK_INTAKE)
def new_intake() -> ResponseReturnValue:
    """Ask for a file."""
    return _ask(None)


@office.post("/merchants/intake")
@calls(verbs.CHECK_INTAKE)
def check_intake() -> ResponseReturnValue:
    """Have the file looked at; it is kept for a day."""
    issuer = places.issuer_code()
    if issuer is None:
        return redirect(url_for("office.top"), code=303)
    try:
        view = backends().call(verbs.CHECK_INTAKE, _file(issuer))
    except (FieldMissing, IntakeTooBig, MerchantCampaignUnknown) as refusal:
        return _ask(refusal)
    return redirect(url_for("office.intake", intake_id=view.intake_id), code=303)


@office.get("/merchants/intake/<uuid:intake_id>")
@calls(verbs.INTAKE)
def intake(intake_id: uuid.UUID) -> ResponseReturnValue:
    """Show what the file holds, and all that is to be mended."""
    return _show(intake_id, None)


@office.post("/merchants/intake/<uuid:intake_id>")
@calls(verbs.APPLY_INTAKE)
def apply_intake(intake_id: uuid.UUID) -> ResponseReturnValue:
    """Take all applications of the file, or none."""
    try:
        taken = backends().call(verbs.APPLY_INTAKE, ApplyIntake(intake_id=intake_id))
    except IntakeHasFindings as refusal:
        return _show(intake_id, refusal)
    flash(f"{taken.merchants}店の申込を取り込みました。")
    return redirect(url_for("office.merchants", state="applied"), code=303)


@office.get("/merchants/intake/sample.csv")
@calls(verbs.CHECK_INTAKE)
def intake_sample() -> ResponseReturnValue:
    """Give a file of the right shape, to be filled in."""
    return Response(
        SAMPLE.read_text(encoding="utf-8").encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="applications.csv"'},
    )


def _file(issuer: IssuerCode) -> CheckIntake:
    file = request.files.get("file")
    if file is None or not file.filename:
        raise FieldMissing(field="file")
    content = file.stream.read(INTAKE_BYTES_MAX + 1)
    if len(content) > INTAKE_BYTES_MAX:
        raise IntakeTooBig(size_max=f"{INTAKE_BYTES_MAX // 1024 // 1024}MB")
    return CheckIntake(issuer_code=issuer, file_name=file.filename, content=content)


def _ask(refusal: Refusal | None) -> ResponseReturnValue:
    return page("office/new_intake.html", refusal)


def _show(intake_id: uuid.UUID, refusal: Refusal | None) -> ResponseReturnValue:
    view = backends().call(verbs.INTAKE, IntakeQuery(intake_id=intake_id))
    return page("office/intake.html", refusal, intake=view)
