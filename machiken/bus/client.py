"""Calls to services, from a process of threads: typed, bounded, and honest.

Each thread borrows a connection of its own. A connection that saw any failure is
thrown away, for its answers may be late. Requests go out without confirms: a lost
request is a timeout, and a timeout means unknown, never failed.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from typing import Final, TypeVar

from machiken.bus.breaker import Breaker
from machiken.bus.line import Line, LineBroken, NobodyAnswers
from machiken.contracts.verbs import Verb
from machiken.contracts.wire import answer_of, to_wire
from machiken.metrics import RPC

Request = TypeVar("Request")
Answer = TypeVar("Answer")

BUDGET_S: Final = 7.0
"""What all calls of one page may take together: no page waits over 8 seconds."""
CONNECT_S_MAX: Final = 2.0


class Unavailable(Exception):  # noqa: N818 - says how things stand
    """The service can't be reached; nothing was done."""


class OutcomeUnknown(Exception):  # noqa: N818 - says how things stand
    """No answer came in time, or only that something failed: ask again by the id."""

    def __init__(self, verb: str, reference: str | None = None) -> None:
        """Remember which verb, and the service's own reference where it gave one."""
        super().__init__(verb, reference)
        self.reference = reference


class RpcClient:
    """Calls verbs; safe to share between threads."""

    def __init__(self, amqp_url: str, *, caller: str) -> None:
        """Remember the broker, and as which of its users we call."""
        self._url = amqp_url
        self._caller = caller
        self._idle: LifoQueue[Line] = LifoQueue()
        self._breakers: dict[str, Breaker] = {}

    def call(
        self,
        verb: Verb[Request, Answer],
        request: Request,
        *,
        token: str | None = None,
        before: float | None = None,
    ) -> Answer:
        """Return the answer to `verb`, waiting until `before` (monotonic) at most.

        Raises the verb's refusals, `Unavailable` or `OutcomeUnknown`.
        """
        began = time.monotonic()
        takes_s = verb.takes_s_max
        if before is not None:
            takes_s = min(takes_s, before - began)
        breaker = self._breakers.setdefault(verb.service, Breaker())
        outcome = "refused"
        try:
            answer = self._ask(breaker, verb, request, token=token, takes_s=takes_s)
            outcome = "ok"
        except (Unavailable, OutcomeUnknown) as error:
            outcome = type(error).__name__
            raise
        finally:
            RPC.labels(verb=f"{verb.service}.{verb.name}", outcome=outcome).observe(
                time.monotonic() - began
            )
        return answer

    def close(self) -> None:
        """Close the idle connections."""
        while not self._idle.empty():
            self._idle.get_nowait().close()

    def _ask(
        self,
        breaker: Breaker,
        verb: Verb[Request, Answer],
        request: Request,
        *,
        token: str | None,
        takes_s: float,
    ) -> Answer:
        if takes_s <= 0 or not breaker.lets_through():
            raise Unavailable(verb.service)
        try:
            until = time.monotonic() + takes_s
            with breaker.waiting(), self._line(takes_s) as line:
                left_s = until - time.monotonic()
                wire = line.ask(verb, to_wire(request), token=token, takes_s=left_s)
        except NobodyAnswers as error:
            breaker.failed()
            raise Unavailable(verb.service) from error
        except LineBroken as error:
            breaker.failed()
            raise OutcomeUnknown(verb.name) from error
        breaker.worked()
        if "faulted" in wire:
            raise OutcomeUnknown(verb.name, wire["faulted"]["reference"])
        return answer_of(verb.answer, wire)

    @contextmanager
    def _line(self, patience_s: float) -> Iterator[Line]:
        line = self._fresh_line(patience_s)
        try:
            yield line
        except BaseException:
            line.close()
            raise
        self._idle.put(line)

    def _fresh_line(self, patience_s: float) -> Line:
        while True:
            try:
                line = self._idle.get_nowait()
            except Empty:
                patience_s = min(patience_s, CONNECT_S_MAX)
                return Line(self._url, self._caller, patience_s=patience_s)
            if line.is_fit():
                return line
            line.close()
