"""The storm itself, in a process of its own: its work is its sender's, not the town's.

`python -m tests.access.soak.stuffing URL PAIRS RATE` prints, as JSON, what the pairs
were answered, by status. It runs politely (`nice`): a botnet has machines of its own.
"""

import json
import os
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import requests
from requests.adapters import HTTPAdapter

STORMING: Final = 16
ADDRESSES: Final = 10
"""Of each of these."""
POLITE: Final = 10


def stuff(url: str, pairs: int, a_second: int) -> Counter[int]:
    """Send so many pairs to a page that asks for one; return what was answered."""
    said, lock, began = Counter[int](), threading.Lock(), time.monotonic()

    def some(worker: int) -> None:
        crowd = [_visitor(url, f"127.{1 + worker}.{n}.9") for n in range(ADDRESSES)]
        for number in range(worker, pairs, STORMING):
            session, proof = crowd[number // STORMING % ADDRESSES]
            time.sleep(max(0.0, began + number / a_second - time.monotonic()))
            pair = {"login_id": f"stolen{number}", "password": f"Stolen-{number}"}
            answer = session.post(
                url,
                data={"csrf_token": proof, **pair},
                headers={"Referer": url},
                allow_redirects=False,
                timeout=30,
            )
            with lock:
                said[answer.status_code] += 1

    with ThreadPoolExecutor(STORMING) as workers:
        list(workers.map(some, range(STORMING)))
    return said


def _visitor(url: str, address: str) -> tuple[requests.Session, str]:
    session = requests.Session()
    session.trust_env = False
    session.mount("http://", _From(address))
    page = session.get(url, timeout=30).text
    proof = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    return session, proof


class _From(HTTPAdapter):
    """Calls from one address of the loopback."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, source_address=(self._address, 0), **kwargs)


def main() -> None:
    """Send what the arguments say, and print what was answered."""
    os.nice(POLITE)
    url, pairs, a_second = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    print(json.dumps(stuff(url, pairs, a_second)))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
