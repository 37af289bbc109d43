"""`machiken rehearse`: play a whole made-up campaign, for training.

Only on an installation that says of itself that it rehearses, and that holds nothing
else: the moved clock would seal and close the half-months of every other campaign.
"""

import importlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import click

from deploy.rehearsal import words
from deploy.rehearsal.addresses import Addresses
from deploy.rehearsal.stuck import Stuck
from deploy.rehearsal.totals import CHAPTERS, Totals
from deploy.rehearsal.town import ISSUER
from machiken.contracts import auth, notify, redemption, settlement
from machiken.contracts.redemption import CampaignsQuery
from machiken.contracts.verbs import Ping
from machiken.ids import IssuerCode
from machiken.money import Yen
from machiken.settings import read
from services.gateway.cli.answering import (
    NOT_AVAILABLE,
    REFUSED,
    Answering,
    as_json,
    language,
    show,
)
from services.gateway.cli.operator import environment, operator, stack_root
from services.gateway.cli.verify import Verdict, settled
from services.gateway.languages import Language
from services.gateway.refusals import NoRehearsal, OthersWouldEnd, RehearsedAlready

PINGS: Final = (auth.PING, redemption.PING, settlement.PING, notify.PING)
SETTLE_S: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What was played, and what the books say of it."""

    issuer_code: IssuerCode
    seed: int
    merchants: int
    vouchers: int
    practised: int
    payments: int
    paid: Yen
    refunds: int
    refunded: Yen
    closings: int
    payouts: int
    paid_out: Yen
    pay_days: tuple[date, ...]
    owed: Yen
    verify: Verdict


@click.command("rehearse", cls=Answering)
@click.option("--seed", type=int, default=15, show_default=True, help="Which chances.")
@as_json
@click.pass_context
def rehearse(ctx: click.Context, seed: int, *, as_json: bool) -> None:
    """Play a made-up campaign to its last pay day; production refuses."""
    env = environment(os.environ, stack_root(os.environ))
    addresses = read(Addresses, env)
    refuse_unfit()
    with _listeners(quiet=as_json) as (tell, step):
        # Read here, so that no other command loads the outside client's libraries.
        playing = importlib.import_module("deploy.rehearsal.play")
        stage = playing.stage(operator().call, addresses, tell=tell, step=step)
        play = playing.Play(stage, seed)
        try:
            totals = play.run()
        except Stuck as stuck:
            click.echo(f"\n{stuck}", err=True)
            ctx.exit(NOT_AVAILABLE)
    played = _played(seed, totals, play.owed())
    show(played, _end(played), to_machine=as_json)
    if not played.verify.clean:
        ctx.exit(REFUSED)


def refuse_unfit() -> None:
    """Do nothing where it may be played.

    Raises `NoRehearsal`, `RehearsedAlready` or `OthersWouldEnd`, before anything is
    moved.
    """
    if not all(operator().call(ping, Ping()).rehearses for ping in PINGS):
        raise NoRehearsal
    found = operator().call(redemption.verbs.CAMPAIGNS, CampaignsQuery())
    codes = [each.issuer_code for each in found.lines]
    if ISSUER in codes:
        raise RehearsedAlready(issuer_code=ISSUER)
    if codes:
        raise OthersWouldEnd(issuer_code=codes[0])


@contextmanager
def _listeners(
    *, quiet: bool
) -> Iterator[tuple[Callable[..., None], Callable[[], None]]]:
    """Give who prints the story, and who moves the bar below it."""
    here = sys.stderr.isatty()
    with click.progressbar(length=CHAPTERS, file=sys.stderr) as bar:

        def tell(key: str, **facts: Any) -> None:
            if quiet:
                return
            if here:
                click.echo("\r\x1b[K", nl=False, err=True)
            print(words.told(_words(), key, facts), flush=True)
            bar.render_progress()

        yield tell, lambda: bar.update(1)


def _words() -> Any:
    is_japanese = language() is Language.JAPANESE
    return words.JAPANESE if is_japanese else words.ENGLISH


def _played(seed: int, totals: Totals, owed: Yen) -> Played:
    return Played(
        issuer_code=ISSUER,
        seed=seed,
        merchants=totals.merchants,
        vouchers=totals.vouchers,
        practised=totals.practised,
        payments=totals.payments,
        paid=totals.paid,
        refunds=totals.refunds,
        refunded=totals.refunded,
        closings=totals.closings,
        payouts=totals.payouts,
        paid_out=totals.paid_out,
        pay_days=tuple(totals.pay_days),
        owed=owed,
        verify=settled(SETTLE_S),
    )


def _end(played: Played) -> Iterator[str]:
    spoken = _words()
    verdict = spoken["clean" if played.verify.clean else "differs"]
    yield words.told(spoken, "over", {"owed": played.owed, "verdict": verdict})
    yield words.told(spoken, "stays", {"day": played.pay_days[-1]})
