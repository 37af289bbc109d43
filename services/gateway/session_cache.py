"""Who is signed in, remembered in Redis for seconds, so that a scan asks auth rarely.

Redis only saves calls: away, slow or flushed, auth is asked instead. The secret itself
is never stored, only its digest.
"""

import hashlib
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, cast

import msgspec
import structlog
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from machiken.contracts.auth import EndedSession, SessionView, Site
from machiken.contracts.wire import Misfit, from_wire, to_wire

log = structlog.get_logger()

KEPT_S_MAX: Final = 30
TOKEN_MARGIN_S: Final = 15
ENDED_S: Final = 60
"""More than a view is kept and the longest page takes, together."""
PATIENCE_S: Final = 0.3
REST_S: Final = 2.0
"""After a failure Redis is left alone for this long: pages must not queue for it."""


class SessionCache:
    """Views of sessions by the digest of their secret; safe between threads."""

    def __init__(self, redis_url: str) -> None:
        """Remember where Redis is; it is reached for at first use."""
        self._redis = Redis.from_url(
            redis_url,
            socket_timeout=PATIENCE_S,
            socket_connect_timeout=PATIENCE_S,
            retry=Retry(NoBackoff(), 1),
        )
        self._resting_until = 0.0

    def find(self, secret: str, site: Site) -> SessionView | None:
        """Return the remembered view, or None."""
        if self._resting():
            return None
        try:
            keys = [_key(secret, site), _ended(_key(secret, site))]
            found, ended = cast(list[bytes | None], self._redis.mget(keys))
        except RedisError as error:
            self._rest(error)
            return None
        if found is None or ended is not None:
            return None
        try:
            return from_wire(SessionView, msgspec.json.decode(found))
        except (Misfit, msgspec.DecodeError):
            return None  # written by another version of ours; auth is asked instead

    def keep(self, secret: str, site: Site, view: SessionView) -> None:
        """Remember the view while its tokens are good for some time."""
        left = (view.tokens_expire_at - datetime.now(UTC)).total_seconds()
        kept_s = min(KEPT_S_MAX, int(left - TOKEN_MARGIN_S))
        if kept_s <= 0 or self._resting():
            return
        try:
            found = msgspec.json.encode(to_wire(view))
            self._redis.set(_key(secret, site), found, ex=kept_s)
        except RedisError as error:
            self._rest(error)

    def forget(self, secret: str, site: Site) -> None:
        """Forget the view; whoever comes with the secret is looked up again."""
        try:
            self._redis.delete(_key(secret, site))
        except RedisError as error:
            self._rest(error)

    def forget_ended(self, ended: Sequence[EndedSession]) -> None:
        """Forget sessions that auth has ended, wherever they were opened.

        For longer than a page takes: one that looked a session up just before may put
        its view back just after.
        """
        if not ended:
            return
        marks = self._redis.pipeline(transaction=False)
        for each in ended:
            key = _ended(_key_of(each.secret_digest, each.site))
            marks.set(key, b"1", ex=ENDED_S)
        try:
            marks.execute()
        except RedisError as error:
            self._rest(error)

    def forget_replaced(self, secret: str, site: Site) -> None:
        """Forget a session's secret of before, as if it had ended."""
        self.forget_ended([EndedSession(site=site, secret_digest=_digest(secret))])

    def ping(self) -> None:
        """Do nothing where Redis answers. Raises `RedisError` where not."""
        self._redis.ping()

    def _resting(self) -> bool:
        return time.monotonic() < self._resting_until

    def _rest(self, error: RedisError) -> None:
        self._resting_until = time.monotonic() + REST_S
        log.warning("gateway.redis_away", kind=type(error).__name__)


def _key(secret: str, site: Site) -> str:
    return _key_of(_digest(secret), site)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _key_of(secret_digest: str, site: Site) -> str:
    # The site is a part of it: a shop's secret opens nothing at the portal.
    return f"session:{site.value}:{secret_digest}"


def _ended(key: str) -> str:
    return f"{key}:ended"
