import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from deploy.local.stack import Stack
from machiken.contracts.actor import Role
from machiken.contracts.auth import EndedSession, SessionView, Site
from machiken.ids import IssuerCode
from services.gateway.session_cache import SessionCache

NOW = datetime.now(UTC)
VIEW = SessionView(
    role=Role.STAFF,
    staff_name="林 花子",
    login_id="hana",
    issuer_code=IssuerCode("KNM202601"),
    code="t01",
    place_name="木の実洋菓子店",
    tokens={"redemption": "token"},
    tokens_expire_at=NOW + timedelta(hours=1),
    expires_at=NOW + timedelta(hours=8),
)


def test_a_session_is_remembered_for_its_own_site_only(stack: Stack) -> None:
    cache = SessionCache(stack.site.redis_url)

    cache.keep("secret", Site.SHOP, VIEW)

    assert cache.find("secret", Site.SHOP) == VIEW
    assert cache.find("secret", Site.PORTAL) is None
    assert cache.find("another", Site.SHOP) is None


def test_a_forgotten_session_is_not_found(stack: Stack) -> None:
    cache = SessionCache(stack.site.redis_url)
    cache.keep("secret", Site.SHOP, VIEW)

    cache.forget("secret", Site.SHOP)

    assert cache.find("secret", Site.SHOP) is None


def test_a_session_whose_tokens_run_out_is_not_kept(stack: Stack) -> None:
    cache = SessionCache(stack.site.redis_url)
    ending = replace(VIEW, tokens_expire_at=datetime.now(UTC) + timedelta(seconds=15))

    cache.keep("ending", Site.SHOP, ending)

    assert cache.find("ending", Site.SHOP) is None


def test_without_redis_nothing_is_remembered_and_nothing_fails() -> None:
    cache = SessionCache("redis://127.0.0.1:1/0")

    cache.keep("secret", Site.SHOP, VIEW)
    cache.forget("secret", Site.SHOP)

    assert cache.find("secret", Site.SHOP) is None


def test_a_session_that_was_ended_can_not_be_put_back(stack: Stack) -> None:
    """A page that looked it up just before may keep its view just after."""
    cache = SessionCache(stack.site.redis_url)
    digest = hashlib.sha256(b"ended").hexdigest()

    cache.forget_ended([EndedSession(site=Site.SHOP, secret_digest=digest)])
    cache.keep("ended", Site.SHOP, VIEW)

    assert cache.find("ended", Site.SHOP) is None
