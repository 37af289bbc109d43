"""Whether the gateway and what it needs are there, for supervisors and operators."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from redis.exceptions import RedisError

from machiken.contracts.auth import verbs as auth
from machiken.contracts.notify import verbs as notify
from machiken.contracts.redemption import verbs as redemption
from machiken.contracts.settlement import verbs as settlement
from machiken.contracts.verbs import Ping
from machiken.refusals import Refusal
from services.gateway import observing
from services.gateway.backends import Bus, OutcomeUnknown, Unavailable
from services.gateway.session_cache import SessionCache

FRESH_S: Final = 1.0
_PINGS: Final = (auth.PING, redemption.PING, settlement.PING, notify.PING)
_TROUBLE: Final = (Refusal, Unavailable, OutcomeUnknown, RedisError)


def health_pages(bus: Bus, cache: SessionCache) -> Blueprint:
    """Return `/healthz` (all we need), `/livez` (only ourselves) and `/metrics`."""
    pages = Blueprint("health", __name__)
    state = _State(_checks(bus, cache))

    @pages.get("/healthz")
    def healthz() -> ResponseReturnValue:
        """Tell whether the services answer; without Redis we are slower, not ill."""
        found = state.found()
        well = all(said == "ok" for name, said in found.items() if name != "redis")
        return jsonify(ok=well, checks=found), 200 if well else 503

    @pages.get("/livez")
    def livez() -> ResponseReturnValue:
        """Tell that this process answers, whoever else does."""
        return jsonify(ok=True)

    @pages.get("/metrics")
    def metrics() -> ResponseReturnValue:
        """Show the metrics to this machine only; a proxy's requests are not its own."""
        foreign = request.headers.get("X-Forwarded-For") is not None
        if foreign or request.remote_addr not in {"127.0.0.1", "::1"}:
            abort(404)
        return Response(observing.metrics(), mimetype="text/plain; version=0.0.4")

    return pages


class _State:
    """What was found last; asked again once it is `FRESH_S` old."""

    def __init__(self, checks: dict[str, Callable[[], object]]) -> None:
        self._checks = checks
        self._lock = threading.Lock()
        self._found_at = float("-inf")
        self._found: dict[str, str] = {}

    def found(self) -> dict[str, str]:
        with self._lock:
            if time.monotonic() - self._found_at > FRESH_S:
                with ThreadPoolExecutor(len(self._checks)) as pool:
                    results = pool.map(_result, self._checks.values())
                    self._found = dict(zip(self._checks, results, strict=True))
                self._found_at = time.monotonic()
            return self._found


def _checks(bus: Bus, cache: SessionCache) -> dict[str, Callable[[], object]]:
    pings = {verb.service: partial(bus.call, verb, Ping()) for verb in _PINGS}
    return {**pings, "redis": cache.ping}


def _result(check: Callable[[], object]) -> str:
    try:
        check()
    except _TROUBLE as error:
        return type(error).__name__
    return "ok"
