"""Time passes for a session: its password was typed long ago, or just now."""

import redis

from tests.journeys.town import Town


def forget_proof(town: Town, proven_at: str) -> None:
    """Set when the latest session was proven, and make the gateway look again."""
    town.change(
        "auth",
        f"update session set proven_at = {proven_at}"  # noqa: S608 - our own words
        " where opened_at = (select max(opened_at) from session)",
    )
    with redis.Redis.from_url(town.stack.site.redis_url) as cache:
        cache.flushall()
