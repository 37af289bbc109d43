"""`machiken payout`: accounts, payouts and the bank's files.

There is no command to approve: one key must not be two persons. Approvers use the
office's pages.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import click

from machiken.contracts.settlement import (
    AccountKind,
    AccountsQuery,
    BankAccount,
    FetchBankFile,
    ImportResults,
    IssueBankFile,
    PayoutQuery,
    PayoutsQuery,
    PayoutView,
    PreparePayout,
    RequestAccount,
    SetPayer,
)
from machiken.contracts.settlement import payout_verbs as verbs
from machiken.ids import AccountChangeId, IssuerCode, MerchantCode, PayoutId
from services.gateway.cli.answering import Commands, as_json, issuer, show
from services.gateway.cli.files import typed_in
from services.gateway.cli.operator import operator

DAY = click.DateTime(formats=["%Y-%m-%d"])
ACCOUNT = (
    click.option("--bank", "bank_code", required=True, help="4 digits."),
    click.option("--branch", "branch_code", required=True, help="3 digits."),
    click.option("--kind", type=click.Choice(["1", "2", "4"]), default="1"),
    click.option("--number", prompt=True, hide_input=True, help="Up to 7 digits."),
    click.option("--holder", required=True, help="In kana, as the bank has it."),
)


def account_options(command: click.decorators.FC) -> click.decorators.FC:
    """Add the options that say an account; its number is asked for, not shown."""
    for option in reversed(ACCOUNT):
        command = option(command)
    return command


@click.group(cls=Commands)
def payout() -> None:
    """Pay the merchants, up to what takes two persons."""


@payout.command("payer")
@issuer
@click.option("--consignor", "consignor_code", required=True, help="10 digits.")
@account_options
@as_json
def payer(
    issuer_code: str, consignor_code: str, *, as_json: bool, **typed: str
) -> None:
    """Name the town's own account."""
    wanted = SetPayer(
        issuer_code=IssuerCode(issuer_code),
        consignor_code=consignor_code,
        account=_account(typed),
    )
    view = operator().call(verbs.SET_PAYER, wanted)
    lines = [f"{view.bank_name} {view.branch_name} …{view.number_tail}  {view.holder}"]
    show(view, lines, to_machine=as_json)


@payout.command("account")
@issuer
@click.option("--merchant", required=True, help="3 characters.")
@account_options
@as_json
def account(issuer_code: str, merchant: str, *, as_json: bool, **typed: str) -> None:
    """Ask that a merchant be paid to an account; an approver decides."""
    wanted = RequestAccount(
        change_id=AccountChangeId(uuid4()),
        issuer_code=IssuerCode(issuer_code),
        merchant_code=MerchantCode(merchant),
        account=_account(typed),
    )
    view = operator().call(verbs.REQUEST_ACCOUNT, wanted)
    show(view, [f"{view.merchant_code}  …{view.number_tail}"], to_machine=as_json)


@payout.command("accounts")
@issuer
@as_json
def accounts(issuer_code: str, *, as_json: bool) -> None:
    """List the accounts that were asked for."""
    query = AccountsQuery(issuer_code=IssuerCode(issuer_code))
    view = operator().call(verbs.ACCOUNTS, query)
    words = {None: "waits", True: "approved", False: "rejected"}
    lines = [
        f"{each.merchant_code}  {each.bank_name} …{each.number_tail}  {each.holder}"
        f"  {words[each.approved]}"
        for each in view.accounts
    ]
    show(view, lines, to_machine=as_json)


@payout.command("prepare")
@issuer
@click.option("--pay-on", type=DAY, required=True, help="A bank day.")
@click.option("--id", "payout_id", type=UUID, help="To send the same one again.")
@as_json
def prepare(
    issuer_code: str, pay_on: date, payout_id: UUID | None, *, as_json: bool
) -> None:
    """Take up what is to be paid; an approver decides."""
    wanted = PreparePayout(
        payout_id=PayoutId(payout_id or uuid4()),
        issuer_code=IssuerCode(issuer_code),
        pay_on=date(pay_on.year, pay_on.month, pay_on.day),
    )
    view = operator().call(verbs.PREPARE_PAYOUT, wanted)
    show(view, _lines(view), to_machine=as_json)


@payout.command("list")
@issuer
@as_json
def list_payouts(issuer_code: str, *, as_json: bool) -> None:
    """List the payouts, newest first."""
    query = PayoutsQuery(issuer_code=IssuerCode(issuer_code))
    view = operator().call(verbs.PAYOUTS, query)
    lines = [line for each in view.payouts for line in _lines(each)]
    waiting = f"waiting  {view.waiting} statements, {view.waiting_yen}"
    show(view, [*lines, waiting], to_machine=as_json)


@payout.command("show")
@click.argument("payout_id", type=UUID)
@as_json
def show_payout(payout_id: UUID, *, as_json: bool) -> None:
    """Show a payout with its transfers."""
    view = operator().call(verbs.PAYOUT, PayoutQuery(payout_id=PayoutId(payout_id)))
    show(view, _lines(view), to_machine=as_json)


@payout.command("file")
@click.argument("payout_id", type=UUID)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@as_json
def file(payout_id: UUID, out: Path, *, as_json: bool) -> None:
    """Make the bank's file of an approved payout, readable by its owner only."""
    wanted = PayoutId(payout_id)
    view = operator().call(verbs.ISSUE_BANK_FILE, IssueBankFile(payout_id=wanted))
    made = operator().call(verbs.FETCH_BANK_FILE, FetchBankFile(payout_id=wanted))
    handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as written:
        written.write(made.content)
    show(view, [f"{out}  {len(made.content)} bytes  {made.sha256}"], to_machine=as_json)


@payout.command("results")
@click.argument("payout_id", type=UUID)
@click.argument("results", type=click.Path(exists=True, path_type=Path))
@as_json
def import_results(payout_id: UUID, results: Path, *, as_json: bool) -> None:
    """Tell what the bank told: CSV, whole or not at all."""
    wanted = ImportResults(payout_id=PayoutId(payout_id), content=typed_in(results))
    view = operator().call(verbs.IMPORT_RESULTS, wanted)
    show(view, _lines(view), to_machine=as_json)


def _account(typed: dict[str, str]) -> BankAccount:
    return BankAccount(
        bank_code=typed["bank_code"],
        branch_code=typed["branch_code"],
        kind=AccountKind(typed["kind"]),
        number=typed["number"],
        holder=typed["holder"],
    )


def _lines(view: PayoutView) -> Iterator[str]:
    yield (
        f"{view.payout_id}  no. {view.payout_no}  {view.pay_on}  {view.state}"
        f"  {view.count} transfers, {view.total}"
        f"  paid {view.paid}, returned {view.returned}"
    )
    for each in view.transfers:
        outcome = each.outcome.value if each.outcome else ""
        yield (
            f"  {each.transfer_no}  {each.merchant_code}  {each.last_on}"
            f"  {each.amount}  …{each.number_tail}  {outcome} {each.reason}".rstrip()
        )
