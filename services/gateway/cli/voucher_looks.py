"""`machiken voucher counts|history`: looking at vouchers, which changes nothing."""

from collections.abc import Iterator

import click

from machiken.contracts.redemption import (
    HistoryLine,
    HistoryQuery,
    VoucherCountsQuery,
    VoucherHistory,
    verbs,
)
from machiken.ids import IssuerCode
from machiken.town_time import TOWN_TIME
from services.gateway.cli.answering import as_json, issuer, language, show
from services.gateway.cli.operator import operator
from services.gateway.cli.voucher import voucher
from services.gateway.sentences import word

__all__ = ["voucher"]


@voucher.command("counts")
@issuer
@as_json
def counts(issuer_code: str, *, as_json: bool) -> None:
    """Count the vouchers by what became of them."""
    query = VoucherCountsQuery(issuer_code=IssuerCode(issuer_code))
    counted = operator().call(verbs.VOUCHER_COUNTS, query)
    lines = [
        f"{each.count:>10,}  {each.left.amount:>14,}  {_state(each.state)}"
        for each in counted.states
    ]
    show(counted, lines, to_machine=as_json)


@voucher.command("history")
@issuer
@click.option("--serial", type=int, help="The number printed on the voucher.")
@click.option("--code", is_flag=True, help="By its code, which is asked for.")
@click.option("--payment", "payment_no", help="All vouchers of this payment id.")
@as_json
def history(
    issuer_code: str,
    serial: int | None,
    payment_no: str | None,
    *,
    code: bool,
    as_json: bool,
) -> None:
    """Show all that happened to a voucher, or to a payment's vouchers."""
    # Asked for, not an option's value: those stay in the shell's history.
    typed = click.prompt("code", hide_input=True) if code else None
    query = HistoryQuery(
        issuer_code=IssuerCode(issuer_code),
        serial=serial,
        voucher_code=typed,
        payment_no=payment_no,
    )
    found = operator().call(verbs.VOUCHER_HISTORY, query)
    lines = [line for each in found.vouchers for line in _told(each)]
    show(found, lines, to_machine=as_json)


def _told(one: VoucherHistory) -> Iterator[str]:
    yield f"{one.serial}  …{one.code_tail}  {one.balance}  {_state(one.state)}"
    yield from map(_line, one.lines)


def _line(line: HistoryLine) -> str:
    facts = (
        f"{line.at.astimezone(TOWN_TIME):%Y-%m-%d %H:%M:%S}",
        word(f"happening.{line.happening}", language()),
        str(line.amount) if line.amount is not None else "",
        line.merchant_code or "",
        line.by or "",
        line.payment_no or "",
        str(line.serial or ""),
        line.note,
    )
    return "  " + "  ".join(fact for fact in facts if fact)


def _state(state: str) -> str:
    return word(f"voucher.{state}", language())
