"""What every request is promised, whatever is down: an answer in time, and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import requests

SECONDS_MAX: Final = 8.0
FAULT: Final = 500
KIND: Final = (
    "ただいまつながりにくくなっています。",
    "結果を確認できていません。",
    "ただいま混み合っています。",
)
TRACES: Final = ("Traceback", "sqlalchemy", "psycopg", "kombu", "amqp:", "redis:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request: how long it took, and what came back."""

    address: str
    status: int
    """0 where the connection broke: only killing the gateway itself does that."""
    took_s: float
    text: str


def watch(session: requests.Session, noted: list[Request]) -> None:
    """Have every answer of the session added to `noted`."""

    def note(answer: requests.Response, *_: Any, **__: Any) -> None:
        noted.append(
            Request(
                address=f"{answer.request.method} {answer.request.path_url}",
                status=answer.status_code,
                took_s=answer.elapsed.total_seconds(),
                text=_words(answer),
            )
        )

    session.hooks["response"].append(note)


def promises_broken(request: Request) -> Iterator[str]:
    """Return what is wrong with an answer."""
    what = f"{request.address} ({request.status}, {request.took_s:.2f} s)"
    if request.took_s > SECONDS_MAX:
        yield f"{what} took too long"
    if request.status == FAULT:
        yield f"{what} is a fault of ours: {request.text}"
    if request.status >= FAULT and not any(each in request.text for each in KIND):
        yield f"{what} has no kind sentence: {request.text}"
    for trace in TRACES:
        if trace in request.text:
            yield f"{what} shows {trace}: {request.text}"


def _words(answer: requests.Response) -> str:
    """Return what an answer says; of a good one nobody asks."""
    if answer.status_code < FAULT:
        return ""
    if "json" in answer.headers.get("Content-Type", ""):
        return str(answer.json())
    return answer.text
