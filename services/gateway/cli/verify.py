"""`machiken verify`: recompute all books and compare them, to the yen."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import click

from machiken.contracts.redemption import verbs as redemption
from machiken.contracts.settlement import verbs as settlement
from machiken.contracts.verification import Verification, Verify
from services.gateway.cli.answering import REFUSED, Answering, as_json, show
from services.gateway.cli.comparison import differences
from services.gateway.cli.operator import operator

POLL_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What both books say, and where they differ."""

    clean: bool
    differences: tuple[str, ...]
    on_the_way: int
    redemption: Verification
    settlement: Verification


@click.command("verify", cls=Answering)
@click.option(
    "--settle-s",
    type=float,
    default=30.0,
    show_default=True,
    help="How long to wait for events that are still on the way.",
)
@as_json
@click.pass_context
def verify(ctx: click.Context, settle_s: float, *, as_json: bool) -> None:
    """Recompute every balance and total; exit 1 on a difference of one yen."""
    verdict = settled(settle_s)
    show(verdict, _lines(verdict), to_machine=as_json)
    if not verdict.clean:
        ctx.exit(REFUSED)


def settled(settle_s: float) -> Verdict:
    """Return what both books say, events on the way waited for so many seconds."""
    until = time.monotonic() + settle_s
    verdict = _verdict()
    while not verdict.clean and time.monotonic() < until:
        # Books that differ only because an event travels agree by themselves.
        time.sleep(POLL_S)
        verdict = _verdict()
    return verdict


def _verdict() -> Verdict:
    redeemed = operator().call(redemption.VERIFY, Verify())
    settled = operator().call(settlement.VERIFY, Verify())
    found = differences(redeemed, settled)
    on_the_way = redeemed.on_the_way + settled.on_the_way
    return Verdict(
        clean=not found and on_the_way == 0,
        differences=tuple(found),
        on_the_way=on_the_way,
        redemption=redeemed,
        settlement=settled,
    )


def _lines(verdict: Verdict) -> Iterator[str]:
    books = (("redemption", verdict.redemption), ("settlement", verdict.settlement))
    for name, book in books:
        counts = ", ".join(f"{count:,} {kind}" for kind, count in book.checked.items())
        yield f"{name}: recomputed {counts}"
    if verdict.on_the_way:
        yield f"on the way: {verdict.on_the_way} events"
    yield from verdict.differences
    yield "clean" if verdict.clean else f"{len(verdict.differences)} differences"
