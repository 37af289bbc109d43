"""Each request gets a number: for its log lines, its answer and its reference."""

import os
import time
import uuid

import structlog
from flask import Flask, Response, g, request
from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Histogram,
    generate_latest,
    multiprocess,
)

from machiken.metrics import BUCKETS_S
from services.gateway.backends import grant_budget
from services.gateway.server import queued_s

log = structlog.get_logger()

QUIET = {"health.healthz", "health.livez", "health.metrics"}
PAGES = Histogram(
    "machiken_page_seconds",
    "Time a page took, by what it answered.",
    ["page", "method", "status"],
    buckets=BUCKETS_S,
)


def observe(app: Flask) -> None:
    """Have every request numbered, timed and logged."""
    app.before_request(_begin)
    app.after_request(_answered)


def metrics() -> bytes:
    """Return what all processes of the gateway have counted."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # theirs
    return generate_latest(registry)


def _begin() -> None:
    g.began = time.perf_counter()
    g.request_id = uuid.uuid4().hex[:12]
    grant_budget(used_s=queued_s())
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(process="gateway", request_id=g.request_id)


def _answered(response: Response) -> Response:
    took_s = time.perf_counter() - g.began
    page = request.endpoint or "none"
    PAGES.labels(page=page, method=request.method, status=response.status_code).observe(
        took_s
    )
    response.headers["X-Request-Id"] = g.request_id
    # A probe every few seconds is no news.
    tell = log.debug if page in QUIET else log.info
    tell(
        "gateway.answered",
        page=page,
        method=request.method,
        status=response.status_code,
        took_ms=round(took_s * 1000, 1),
    )
    return response
