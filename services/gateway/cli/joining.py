"""`machiken merchant …`: how merchants join, as the office's pages do it."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence

import click

from machiken.contracts.auth import (
    CertifyMerchants,
    MerchantLine,
    MerchantListQuery,
    MerchantQuery,
    MerchantState,
    MerchantUnknown,
    RegisterMerchants,
    ReinstateMerchant,
    SuspendMerchant,
    verbs,
)
from machiken.ids import IssuerCode, MerchantId
from services.gateway.cli.answering import (
    NOT_AVAILABLE,
    as_json,
    issuer,
    show,
)
from services.gateway.cli.merchant import merchant
from services.gateway.cli.operator import operator

POLL_S = 1.0

codes = click.argument("codes", nargs=-1, required=True)
code = click.option("--code", required=True, help="3 characters.")
reason = click.option("--reason", required=True)


@merchant.command("list")
@issuer
@click.option("--state", type=click.Choice([each.value for each in MerchantState]))
@click.option("--text", default="", help="A part of a code or a name.")
@as_json
def list_merchants(
    issuer_code: str, state: str | None, text: str, *, as_json: bool
) -> None:
    """List merchants with their states, in order of codes."""
    wanted = MerchantState(state) if state else None
    lines = list(_lines(IssuerCode(issuer_code), wanted, text))
    texts = [
        f"{each.merchant_code}  {each.state:<10}  {each.merchant_name}"
        f"  ({each.company_code} {each.company_name})"
        for each in lines
    ]
    show(lines, texts, to_machine=as_json)


@merchant.command("show")
@issuer
@code
@as_json
def show_merchant(issuer_code: str, code: str, *, as_json: bool) -> None:
    """Show a merchant with its people and states."""
    [merchant_id] = ids_of(IssuerCode(issuer_code), [code])
    query = MerchantQuery(merchant_id=merchant_id)
    view = operator().call(verbs.MERCHANT, query)
    lines = [f"{view.line.merchant_code}  {view.line.merchant_name}"]
    lines += [f"  {each.role}  {each.name}  {each.login_id}" for each in view.people]
    lines += [
        f"  {each.at:%Y-%m-%d %H:%M}  {each.state}  by {each.actor or each.actor_role}"
        for each in view.history
    ]
    show(view, lines, to_machine=as_json)


@merchant.command("certify")
@issuer
@codes
@as_json
def certify(issuer_code: str, codes: Sequence[str], *, as_json: bool) -> None:
    """Certify the applications of these merchant CODES."""
    ids, campaign = ids_of(IssuerCode(issuer_code), codes), IssuerCode(issuer_code)
    wanted = CertifyMerchants(issuer_code=campaign, merchant_ids=tuple(ids))
    moved = operator().call(verbs.CERTIFY_MERCHANTS, wanted)
    show(moved, [f"{moved.count} certified"], to_machine=as_json)


@merchant.command("accounts")
@issuer
@codes
@click.option("--wait-s", type=float, default=0.0, help="Wait until they are made.")
@as_json
@click.pass_context
def make_accounts(
    ctx: click.Context,
    issuer_code: str,
    codes: Sequence[str],
    *,
    wait_s: float,
    as_json: bool,
) -> None:
    """Have accounts made for these certified merchant CODES; their people are told."""
    ids, campaign = ids_of(IssuerCode(issuer_code), codes), IssuerCode(issuer_code)
    wanted = RegisterMerchants(issuer_code=campaign, merchant_ids=tuple(ids))
    moved = operator().call(verbs.REGISTER_MERCHANTS, wanted)
    left = _wait(campaign, moved.count, wait_s) if wait_s else 0
    show(moved, [f"{moved.count} ordered, {left} waiting"], to_machine=as_json)
    if left:
        ctx.exit(NOT_AVAILABLE)


@merchant.command("suspend")
@issuer
@code
@reason
@as_json
def suspend(issuer_code: str, code: str, reason: str, *, as_json: bool) -> None:
    """Let nobody sign in for a merchant; its sessions end at once."""
    [merchant_id] = ids_of(IssuerCode(issuer_code), [code])
    wanted = SuspendMerchant(merchant_id=merchant_id, reason=reason)
    moved = operator().call(verbs.SUSPEND_MERCHANT, wanted)
    show(moved, [f"{code}  {moved.state}"], to_machine=as_json)


@merchant.command("reinstate")
@issuer
@code
@reason
@as_json
def reinstate(issuer_code: str, code: str, reason: str, *, as_json: bool) -> None:
    """Let a suspended merchant go on."""
    [merchant_id] = ids_of(IssuerCode(issuer_code), [code])
    wanted = ReinstateMerchant(merchant_id=merchant_id, reason=reason)
    moved = operator().call(verbs.REINSTATE_MERCHANT, wanted)
    show(moved, [f"{code}  {moved.state}"], to_machine=as_json)


def ids_of(campaign: IssuerCode, codes: Iterable[str]) -> list[MerchantId]:
    """Return the merchants with these codes. Raises `MerchantUnknown`.

    Of applications that were turned down, the latest is meant where nobody else has
    its code.
    """
    wanted = list(dict.fromkeys(codes))
    text = wanted[0] if len(wanted) == 1 else ""
    lines = sorted(
        _lines(campaign, None, text),
        key=lambda line: line.state is not MerchantState.TURNED_DOWN,
    )
    found = {each.merchant_code: each.merchant_id for each in lines}
    if not found.keys() >= set(wanted):
        raise MerchantUnknown
    return [found[each] for each in wanted]  # type: ignore[index] # as typed


def _lines(
    campaign: IssuerCode, state: MerchantState | None, text: str
) -> Iterator[MerchantLine]:
    page, pages = 0, 1
    while page < pages:
        page += 1
        query = MerchantListQuery(
            issuer_code=campaign, state=state, text=text, page=page
        )
        found = operator().call(verbs.MERCHANTS, query)
        pages = found.pages
        yield from found.lines


def _wait(campaign: IssuerCode, count: int, wait_s: float) -> int:
    """Wait until the worker has made the accounts; return how many it has not."""
    until = time.monotonic() + wait_s
    left = count
    with click.progressbar(length=count, label="accounts", file=sys.stderr) as bar:
        while left and time.monotonic() < until:
            time.sleep(POLL_S)
            now = min(left, _waiting(campaign))
            bar.update(left - now)
            left = now
    return left


def _waiting(campaign: IssuerCode) -> int:
    certified = MerchantState.CERTIFIED
    return sum(each.waits for each in _lines(campaign, certified, ""))
