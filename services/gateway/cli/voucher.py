"""`machiken voucher`: issue, print, sell and stop vouchers."""

import time
import uuid
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from machiken.contracts.redemption import (
    SHEET_VOUCHERS_MAX,
    ActivateBatch,
    BatchQuery,
    BatchView,
    IssueBatch,
    PrintFileKind,
    ReplaceVoucher,
    SellVouchers,
    StopVoucher,
    verbs,
)
from machiken.ids import BatchId, IssuerCode
from services.gateway.cli import print_files
from services.gateway.cli.answering import (
    NOT_AVAILABLE,
    Commands,
    as_json,
    issuer,
    show,
)
from services.gateway.cli.operator import operator

POLL_S = 0.5

batch_argument = click.argument("batch", type=click.UUID)
out = click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path)
)


@click.group(cls=Commands)
def voucher() -> None:
    """Issue, print, sell and stop vouchers, batch by batch."""


@voucher.command("issue")
@issuer
@click.option("--count", type=click.IntRange(min=1), required=True)
@click.option("--sample", is_flag=True, help="For practice; worth nothing.")
@click.option("--batch", type=click.UUID, help="The batch's id; made up if absent.")
@click.option("--wait-s", type=float, default=0.0, help="Wait for its print files.")
@as_json
@click.pass_context
def issue(
    ctx: click.Context,
    /,
    issuer_code: str,
    *,
    as_json: bool,
    wait_s: float,
    **typed: Any,
) -> None:
    """Issue vouchers. With --batch, the same again changes nothing."""
    asked = IssueBatch(
        batch_id=BatchId(typed["batch"] or uuid.uuid4()),
        issuer_code=IssuerCode(issuer_code),
        count=typed["count"],
        sample=typed["sample"],
    )
    view = operator().call(verbs.ISSUE_BATCH, asked)
    until = time.monotonic() + wait_s
    while not _printed(view) and time.monotonic() < until:
        time.sleep(POLL_S)
        view = operator().call(verbs.BATCH, BatchQuery(batch_id=view.batch_id))
    _show(view, to_machine=as_json)
    if wait_s and not _printed(view):
        ctx.exit(NOT_AVAILABLE)


@voucher.command("status")
@batch_argument
@as_json
def status(batch: UUID, *, as_json: bool) -> None:
    """Show how far a batch has come."""
    view = operator().call(verbs.BATCH, BatchQuery(batch_id=BatchId(batch)))
    _show(view, to_machine=as_json)


@voucher.command("activate")
@click.argument("batch", type=click.UUID, required=False)
@click.option("--issuer", "issuer_code", envvar="ISSUER_CODE")
@click.option("--from", "first", type=int, help="First serial sold.")
@click.option("--to", "last", type=int, help="Last serial sold.")
@click.option("--code", is_flag=True, help="One voucher; its code is asked for.")
@as_json
def activate(batch: UUID | None, *, as_json: bool, **typed: Any) -> None:
    """Sell BATCH, or serials, or one code: from now on they may be redeemed."""
    if batch is not None:
        asked = ActivateBatch(batch_id=BatchId(batch))
        _show(operator().call(verbs.ACTIVATE_BATCH, asked), to_machine=as_json)
        return
    if not typed["issuer_code"]:
        raise click.UsageError("Give a batch, or --issuer with --from/--to or --code.")
    # Asked for, not an option's value: those stay in the shell's history.
    code = click.prompt("code", hide_input=True) if typed["code"] else None
    sold = operator().call(
        verbs.SELL_VOUCHERS,
        SellVouchers(
            issuer_code=IssuerCode(typed["issuer_code"]),
            first_serial=typed["first"],
            last_serial=typed["last"],
            voucher_code=code,
        ),
    )
    line = f"{sold.first_serial} - {sold.last_serial}  {sold.count} sold"
    show(sold, [line], to_machine=as_json)


@voucher.command("sheet")
@batch_argument
@out
@as_json
def sheet(batch: UUID, out: Path, *, as_json: bool) -> None:
    """Fetch the print sheet (PDF, A4, ten vouchers a page)."""
    saved = print_files.fetch(BatchId(batch), PrintFileKind.SHEET, out)
    show(saved, [f"{out}  {saved.size_bytes:,} bytes"], to_machine=as_json)


@voucher.command("codes")
@batch_argument
@out
@as_json
def codes(batch: UUID, out: Path, *, as_json: bool) -> None:
    """Fetch the codes (CSV: serial, code). They are money: keep them safe."""
    saved = print_files.fetch(BatchId(batch), PrintFileKind.CODES, out)
    show(saved, [f"{out}  {saved.size_bytes:,} bytes"], to_machine=as_json)


@voucher.command("stop")
@issuer
@click.option("--serial", type=int, required=True)
@click.option("--reason", required=True)
@as_json
def stop(issuer_code: str, serial: int, reason: str, *, as_json: bool) -> None:
    """Stop a lost or doubtful voucher."""
    asked = StopVoucher(
        issuer_code=IssuerCode(issuer_code), serial=serial, reason=reason
    )
    stopped = operator().call(verbs.STOP_VOUCHER, asked)
    lines = [f"{stopped.serial}  stopped {stopped.stopped_at:%Y-%m-%d %H:%M:%S %Z}"]
    show(stopped, lines, to_machine=as_json)


@voucher.command("replace")
@issuer
@click.option("--serial", type=int, required=True)
@click.option("--reason", required=True)
@click.option("--batch", type=click.UUID, help="The new batch's id; made up if absent.")
@as_json
def replace(
    issuer_code: str, serial: int, reason: str, *, batch: UUID | None, as_json: bool
) -> None:
    """Stop a lost voucher and issue another of what is left on it."""
    asked = ReplaceVoucher(
        issuer_code=IssuerCode(issuer_code),
        serial=serial,
        batch_id=BatchId(batch or uuid.uuid4()),
        reason=reason,
    )
    _show(operator().call(verbs.REPLACE_VOUCHER, asked), to_machine=as_json)


def _printed(view: BatchView) -> bool:
    has_sheet = view.sheet_parts > 0 or view.count > SHEET_VOUCHERS_MAX
    return has_sheet and view.codes_parts > 0


def _show(view: BatchView, *, to_machine: bool) -> None:
    kind = "samples" if view.sample else "vouchers"
    files = "printed" if _printed(view) else "print files are being made"
    line = f"{view.batch_id}  {view.state}  {view.count} {kind}  {files}"
    show(view, [line], to_machine=to_machine)
