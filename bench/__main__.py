"""`make bench`: one redemption of five vouchers, measured beside its rivals.

End to end through HTTP, RabbitMQ and PostgreSQL with its outbox row, durable settings
on. The three are measured in turns within one run, for machines are noisy: what counts
is their ratio. While they are measured the relay rests, for all of them alike; what it
then takes to send the events on is told apart.
"""

import os
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final

from bench import rivals
from bench.load import BASKET, TURNS_TO_WARM_UP, Measured, in_turns, measure
from bench.town import Town
from deploy.local.stack import Stack

ROUNDS: Final = int(os.environ.get("ROUNDS", "3"))
COUNTS: Final = {1: 150, 16: 1200}
"""Redemptions in one round, by the number of callers."""
WARM_UP: Final = 300
SIZES_TURNS: Final = 60
DRAINS_WITHIN_S: Final = 120
ROOT: Final = Path(__file__).parent.parent / ".run-bench"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round told of each."""

    ours: Measured
    flask: Measured
    sql_per_s: float


def main() -> None:
    """Measure, print the table, and the line that tools read last."""
    stack = Stack(ROOT, "demo", say=print)
    stack.up()
    town = Town(stack)
    print("vouchers are being issued")
    needed = (sum(COUNTS.values()) * ROUNDS + WARM_UP) * 3
    baskets = town.baskets(needed + (SIZES_TURNS + TURNS_TO_WARM_UP) * 110 // BASKET)
    stack.supervisor.stop(["redemption-worker"])
    try:
        with rivals.plain_flask(stack, town) as url:
            rounds = _rounds(stack, town, url, baskets)
        hundred_vs_ten = _sizes(town, baskets)
    finally:
        stack.supervisor.start(["redemption-worker"])
    _table(rounds)
    _relay(stack)
    stack.down()
    _last_line(rounds[16], hundred_vs_ten)


def _rounds(
    stack: Stack, town: Town, url: str, baskets: Iterator[Sequence[str]]
) -> dict[int, list[Round]]:
    measure(town.tills(16), baskets, WARM_UP)
    measure(rivals.flask_tills(url, town, 16), baskets, WARM_UP)
    rounds: dict[int, list[Round]] = {callers: [] for callers in COUNTS}
    for number in range(1, ROUNDS + 1):
        for callers, count in COUNTS.items():
            done = Round(
                ours=measure(town.tills(callers), baskets, count),
                flask=measure(rivals.flask_tills(url, town, callers), baskets, count),
                sql_per_s=_sql(stack, town, callers, count),
            )
            rounds[callers].append(done)
            print(
                f"round {number}, {callers:>2} callers: {done.ours.per_s:6.0f}/s,"
                f" plain Flask {done.flask.per_s:6.0f}/s, SQL {done.sql_per_s:6.0f}/s"
            )
    return rounds


def _sizes(town: Town, baskets: Iterator[Sequence[str]]) -> float:
    """Tell how much longer a payment of a hundred vouchers takes than one of ten."""
    (till,) = town.tills(1)
    codes = chain.from_iterable(baskets)

    def timed(size: int) -> float:
        some = list(islice(codes, size))
        began = time.perf_counter()
        till.redeem(some)
        return time.perf_counter() - began

    ten, hundred = in_turns(partial(timed, 10), partial(timed, 100), SIZES_TURNS)
    print(
        f"\nvouchers in one payment: 10 {ten * 1e3:.1f} ms, 100 {hundred * 1e3:.1f} ms"
    )
    return hundred / ten


def _sql(stack: Stack, town: Town, callers: int, count: int) -> float:
    return rivals.plain_sql(stack, town, callers, count // callers)


def _table(rounds: dict[int, list[Round]]) -> None:
    print(f"\nmedian of {ROUNDS} rounds  redemptions/s      p50      p95      p99 (ms)")
    for callers, some in rounds.items():
        for name in ("ours", "flask"):
            runs: list[Measured] = [getattr(each, name) for each in some]
            rate = statistics.median(run.per_s for run in runs)
            parts = "".join(
                f"{statistics.median(run.percentile(part) for run in runs):>9.1f}"
                for part in (0.5, 0.95, 0.99)
            )
            print(f"  {name:<6} {callers:>2} callers      {rate:>11.0f}{parts}")
        rate = statistics.median(each.sql_per_s for each in some)
        print(f"  sql    {callers:>2} callers      {rate:>11.0f}")


def _relay(stack: Stack) -> None:
    """Tell how fast the events that waited are sent on."""
    stack.wait_healthy("redemption-worker")
    before, began = rivals.waiting_events(stack), time.monotonic()
    while rivals.waiting_events(stack):
        assert time.monotonic() - began < DRAINS_WITHIN_S, "the relay makes no headway"
        time.sleep(0.2)
    took_s = time.monotonic() - began
    print(f"\nthe relay then sent {before} events in {took_s:.1f} s")


def _last_line(rounds: list[Round], hundred_vs_ten: float) -> None:
    runs = [each.ours for each in rounds]
    vs_flask = statistics.median(each.ours.per_s / each.flask.per_s for each in rounds)
    vs_sql = statistics.median(each.ours.per_s / each.sql_per_s for each in rounds)
    rate = statistics.median(run.per_s for run in runs)
    p50, p95, p99 = (
        statistics.median(run.percentile(part) for run in runs)
        for part in (0.5, 0.95, 0.99)
    )
    print(
        f"bench: vs_flask={vs_flask:.2f} vs_sql={vs_sql:.2f} redeem_per_s={rate:.0f}"
        f" p50_ms={p50:.1f} p95_ms={p95:.1f} p99_ms={p99:.1f}"
        f" hundred_vs_ten={hundred_vs_ten:.2f}"
    )


if __name__ == "__main__":
    main()
