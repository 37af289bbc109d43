"""`make bench-reads`: how long a phone's read takes, one till, all processes running.

Measured at the gateway's edge: from the form sent to the JSON received, over the
loopback. Baskets grow to their 100 vouchers, as a stack of paper does. A machine that
does other work makes waits longer but not the work: so the processor's time is told,
too, of each process that takes part.
"""

import http.client
import json
import os
import statistics
import time
import uuid
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

from bench.load import BASKET, PATIENCE_S, Measured
from bench.town import Town
from deploy.local.stack import Stack

ROOT: Final = Path(__file__).parent.parent / ".run-bench"
READS: Final = int(os.environ.get("READS", "1000"))
WARM_UP: Final = 200
STACK_OF_PAPER: Final = 100
TARGET_YEN: Final = 100_000
NEAR: Final = 10
"""So many reads at a basket's beginning and end are told apart."""
TAKES_PART: Final = (
    "gateway",
    "redemption-service",
    "postgresql",
    "rabbitmq",
    "redis",
)
TICK_MS: Final = 1000 / os.sysconf("SC_CLK_TCK")


class Reader:
    """A till that reads one voucher after another, as the camera's page does."""

    def __init__(self, shop_url: str, headers: Mapping[str, str]) -> None:
        """Remember where to; the connection is kept alive."""
        parts = urlsplit(shop_url)
        assert parts.hostname is not None, f"{shop_url} names a host"
        self._connection = http.client.HTTPConnection(
            parts.hostname, parts.port, timeout=PATIENCE_S
        )
        self._headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            **headers,
        }
        self._checkout_id = ""

    def begin(self) -> None:
        """Open a checkout for a whole stack of paper."""
        self._checkout_id = str(uuid.uuid4())
        fields = {"checkout_id": self._checkout_id, "target": str(TARGET_YEN)}
        status, said = self._post("/shop/checkouts", fields)
        assert status == http.HTTPStatus.SEE_OTHER, said

    def read(self, code: str, place: int) -> float:
        """Return how many ms it took until the voucher was in the basket."""
        fields = {"voucher_code": code, "read_id": str(uuid.uuid4())}
        path = f"/shop/checkouts/{self._checkout_id}/scans"
        began = time.perf_counter()
        status, said = self._post(path, fields)
        took_ms = (time.perf_counter() - began) * 1000
        assert status == http.HTTPStatus.OK, said
        assert len(json.loads(said)["reads"]) == place, said
        return took_ms

    def _post(self, path: str, fields: Mapping[str, str]) -> tuple[int, bytes]:
        self._connection.request("POST", path, urlencode(fields), self._headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()


def main() -> None:
    """Measure, print a table, and the line that tools read last."""
    stack = Stack(ROOT, "demo", say=print)
    stack.up()
    town = Town(stack)
    codes = chain.from_iterable(town.baskets((READS + WARM_UP) // BASKET))
    reader = Reader(stack.urls["SHOP_URL"], town.headers(0))
    _read(reader, codes, WARM_UP)
    before, began = _worked_ms(stack), time.perf_counter()
    times_ms = _read(reader, codes, READS)
    took_s = time.perf_counter() - began
    worked_ms = {
        name: (after - before[name]) / READS
        for name, after in _worked_ms(stack).items()
    }
    stack.down()
    _tell(Measured(took_s=took_s, times_ms=times_ms), worked_ms)


def _read(reader: Reader, codes: Iterator[str], count: int) -> list[float]:
    times_ms: list[float] = []
    for number, code in enumerate(islice(codes, count)):
        place = number % STACK_OF_PAPER + 1
        if place == 1:
            reader.begin()
        times_ms.append(reader.read(code, place))
    return times_ms


def _worked_ms(stack: Stack) -> dict[str, float]:
    """Return how long the processor has worked for each process and its children."""
    ticks = dict.fromkeys(TAKES_PART, 0)
    pids = {stack.pid(name): name for name in TAKES_PART}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        parent, worked = int(words[1]), int(words[11]) + int(words[12])
        name = pids.get(int(folder.name)) or pids.get(parent)
        if name is not None:
            ticks[name] += worked
    return {name: each * TICK_MS for name, each in ticks.items()}


def _tell(measured: Measured, worked_ms: Mapping[str, float]) -> None:
    times = measured.times_ms
    places = [number % STACK_OF_PAPER for number in range(len(times))]
    ends = {
        "a basket's first ten": [place < NEAR for place in places],
        "a basket's last ten": [place >= STACK_OF_PAPER - NEAR for place in places],
    }
    print(f"\n{len(times)} reads by one till, {os.getloadavg()[0]:.1f} load")
    for name, which in ends.items():
        some = [ms for ms, is_one in zip(times, which, strict=True) if is_one]
        print(f"  {name:<22} {statistics.median(some):6.1f} ms, median")
    for name, worked in worked_ms.items():
        print(f"  work of {name:<20} {worked:6.1f} ms a read")
    print(
        f"bench-reads: p50_ms={measured.percentile(0.5):.1f}"
        f" p95_ms={measured.percentile(0.95):.1f}"
        f" p99_ms={measured.percentile(0.99):.1f}"
    )


if __name__ == "__main__":
    main()
