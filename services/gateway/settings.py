"""What the gateway is told at start."""

from dataclasses import dataclass

from machiken.settings import Environment, Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the broker and Redis are, the sites' addresses, and their secrets."""

    amqp_url: Secret
    redis_url: Secret
    secret_key: Secret
    cookie_secure: bool
    shop_url: str
    portal_url: str
    office_url: str
    portal_basic_user: str
    portal_basic_password: Secret
    machiken_env: Environment = Environment.PRODUCTION
    log_level: str = "info"
    issuer_code: str = ""
    """The campaign of somebody who came without one in the address."""
    password_rule: str = "manual_rule"  # noqa: S105 - a name
    """What the pages say of new passwords; auth is told the same and decides."""
    proof_minutes: int = 10
    """How long a typed password is good; the services are told the same and decide."""
    budget_factor: int = 1
    """By how much all budgets of visits are larger; for tests and rehearsals."""
    proxies: int = 0
    """How many reverse proxies of ours stand before us; only theirs is believed."""
