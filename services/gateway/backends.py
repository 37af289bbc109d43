"""The gateway's one door to the services: typed calls, made as whoever is signed in.

All calls of one page share one budget of time, so that no page takes over 8 seconds.
A token lives for a minute; one that has just run out is renewed once, unseen.
"""

import time
from typing import Protocol, TypeVar, cast

from flask import current_app, g

from machiken.bus.client import BUDGET_S, OutcomeUnknown, RpcClient, Unavailable
from machiken.contracts.auth import SessionView
from machiken.contracts.bus import NotSignedIn
from machiken.contracts.verbs import Verb

__all__ = ["Backends", "Bus", "OutcomeUnknown", "RpcClient", "Unavailable", "backends"]

Request = TypeVar("Request")
Answer = TypeVar("Answer")


class Bus(Protocol):
    """What carries a call to a service: `RpcClient`."""

    def call(
        self,
        verb: Verb[Request, Answer],
        request: Request,
        *,
        token: str | None = None,
        before: float | None = None,
    ) -> Answer:
        """Return the answer, or raise a refusal, `Unavailable`, `OutcomeUnknown`."""
        ...


class Backends:
    """Calls to the services for the page that is being made."""

    def __init__(self, bus: Bus) -> None:
        """Keep the bus; it is shared by all threads."""
        self._bus = bus

    def call(self, verb: Verb[Request, Answer], request: Request) -> Answer:
        """Return the answer to `verb`, asked as the viewer of the page.

        Raises the verb's refusals, `Unavailable` (nothing was done) and
        `OutcomeUnknown` (ask by the id).
        """
        viewer: SessionView | None = g.get("viewer")
        if viewer is None:
            return self._bus.call(verb, request, before=g.before)
        try:
            return self._call_as(viewer, verb, request)
        except NotSignedIn:
            # The service did not run it, so asking again with a new token is safe.
            g.viewer = g.renew_viewer()
            return self._call_as(g.viewer, verb, request)

    def call_as_visitor(self, verb: Verb[Request, Answer], request: Request) -> Answer:
        """Return the answer to a verb of the pages before sign-in."""
        return self._bus.call(verb, request, before=g.before)

    def _call_as(
        self, viewer: SessionView, verb: Verb[Request, Answer], request: Request
    ) -> Answer:
        token = viewer.tokens.get(verb.service)
        return self._bus.call(verb, request, token=token, before=g.before)


def backends() -> Backends:
    """Return the running application's backends."""
    return cast(Backends, current_app.extensions["backends"])


def grant_budget(*, used_s: float = 0.0) -> None:
    """Give the page, or the next part of a long download, its time from now on.

    `used_s` of it have passed already.
    """
    g.before = time.monotonic() + BUDGET_S - used_s
