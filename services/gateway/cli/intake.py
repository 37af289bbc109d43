"""`machiken merchant import|intake`: lists of applications, looked at and taken."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import click

from machiken.contracts.auth import (
    ApplyIntake,
    CheckIntake,
    IntakeQuery,
    IntakeView,
    verbs,
)
from machiken.ids import IssuerCode
from services.gateway.cli.answering import REFUSED, as_json, issuer, language, show
from services.gateway.cli.merchant import merchant
from services.gateway.cli.operator import operator
from services.gateway.sentences import word


@merchant.command("import")
@issuer
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what is wrong with the file.")
@as_json
@click.pass_context
def import_merchants(
    ctx: click.Context, issuer_code: str, file: Path, *, dry_run: bool, as_json: bool
) -> None:
    """Take all applications of FILE (CSV or XLSX), or none; twice is once."""
    asked = CheckIntake(
        issuer_code=IssuerCode(issuer_code),
        file_name=file.name,
        content=file.read_bytes(),
    )
    view = operator().call(verbs.CHECK_INTAKE, asked)
    if not view.findings and not dry_run:
        taken = ApplyIntake(intake_id=view.intake_id)
        view = operator().call(verbs.APPLY_INTAKE, taken)
    show(view, _findings(view), to_machine=as_json)
    if view.findings_in_all:
        ctx.exit(REFUSED)


@merchant.command("intake")
@click.argument("intake_id", type=UUID)
@as_json
def show_intake(intake_id: UUID, *, as_json: bool) -> None:
    """Show a list of applications that somebody has looked at, with its findings."""
    view = operator().call(verbs.INTAKE, IntakeQuery(intake_id=intake_id))
    show(view, _findings(view), to_machine=as_json)


def _findings(view: IntakeView) -> Iterator[str]:
    for each in view.findings:
        what = word(each.kind.value, language())
        yield f"{each.row:>5}  {each.column}  {what}  {each.value}"
    if view.findings_in_all:
        yield f"{view.findings_in_all} findings; nothing was taken"
    elif view.applied_at:
        yield f"{view.merchants} applications taken"
    else:
        yield f"{view.merchants} applications of {view.people} people ({view.form})"
