"""Callers: threads that redeem baskets one after the other, and what it took them."""

import http.client
import json
import statistics
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

BASKET = 5
PATIENCE_S = 30
TURNS_TO_WARM_UP = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One run: how many redemptions, how long it took, and each one's time."""

    took_s: float
    times_ms: Sequence[float]

    @property
    def per_s(self) -> float:
        """Redemptions per second."""
        return len(self.times_ms) / self.took_s

    def percentile(self, part: float) -> float:
        """Return the time in ms that this part of the redemptions did not exceed."""
        ordered = sorted(self.times_ms)
        return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


class Till:
    """One caller's connection: posts a basket, expects a receipt."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        """Remember where to; the connection is kept alive between baskets."""
        parts = urlsplit(url)
        assert parts.hostname is not None, f"{url} names a host"
        self._path = parts.path
        self._connection = http.client.HTTPConnection(
            parts.hostname, parts.port, timeout=PATIENCE_S
        )
        self._headers = {"Content-Type": "application/json", **headers}

    def redeem(self, codes: Sequence[str]) -> None:
        """Redeem one basket. Raises `AssertionError` where no receipt comes."""
        body = {"checkout_id": str(uuid.uuid4()), "voucher_codes": list(codes)}
        self._connection.request("POST", self._path, json.dumps(body), self._headers)
        answer = self._connection.getresponse()
        said = answer.read()
        assert answer.status == http.HTTPStatus.OK, said
        assert len(json.loads(said)["payment_no"]) == 34, said  # noqa: PLR2004


def measure(
    tills: Sequence[Till], baskets: Iterator[Sequence[str]], count: int
) -> Measured:
    """Redeem `count` baskets with all tills at once; each takes the next one."""
    waiting = islice(baskets, count)
    turn = threading.Lock()
    times_ms: list[float] = []
    failed: list[BaseException] = []

    def work(till: Till) -> None:
        try:
            _work(till, waiting, turn, times_ms)
        except BaseException as error:  # noqa: BLE001 - told by the main thread
            failed.append(error)

    start = time.perf_counter()
    _together(tills, work)
    took_s = time.perf_counter() - start
    if failed:
        raise failed[0]
    return Measured(took_s=took_s, times_ms=times_ms)


def in_turns(
    one: Callable[[], float], other: Callable[[], float], turns: int
) -> tuple[float, float]:
    """Return the medians of both, each done once a turn."""
    times = [(one(), other()) for _ in range(TURNS_TO_WARM_UP + turns)][
        TURNS_TO_WARM_UP:
    ]
    return (
        statistics.median(pair[0] for pair in times),
        statistics.median(pair[1] for pair in times),
    )


def _work(
    till: Till,
    waiting: Iterator[Sequence[str]],
    turn: threading.Lock,
    times_ms: list[float],
) -> None:
    while True:
        with turn:
            basket = next(waiting, None)
        if basket is None:
            return
        start = time.perf_counter()
        till.redeem(basket)
        times_ms.append((time.perf_counter() - start) * 1000)


def _together(tills: Sequence[Till], work: Callable[[Till], None]) -> None:
    threads = [threading.Thread(target=work, args=(till,)) for till in tills]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
