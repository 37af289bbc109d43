"""What each process is told: its environment and nothing of another's secrets."""

import os

from requests.utils import DEFAULT_CA_BUNDLE_PATH

from deploy.keys import BUS_USERS, SERVICES
from deploy.local import rabbitmq
from deploy.local.site import Profile, Site

VIRTUAL_HOST = "machiken"
PORTAL_BASIC_USER = "kinomachi"
DKIM = ("DKIM_DOMAIN", "DKIM_SELECTOR", "DKIM_KEY_FILE")


def environments(site: Site, processes: list[str]) -> dict[str, dict[str, str]]:
    """Return the environment of each application process and of the one-shot tools.

    A second instance (`redemption-service-2`) has its kind's environment and a
    health address of its own.
    """
    common = {
        "MACHIKEN_ENV": site.profile.value,
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "info"),
        # A shop of the tests stays signed in for as long as they run.
        "PROOF_MINUTES": "240" if site.profile is Profile.TEST else "10",
    }
    told = {process: common | _told(site, process) for process in processes}
    for service in SERVICES:
        told[f"migrate-{service}"] = common | {
            "OWNER_DATABASE_URL": database_url(site, service, role="owner")
        }
    told["topology"] = common | _topology(site)
    told["operator"] = common | {
        "AMQP_URL": bus_url(site, "operator"),
        "OPERATOR_KEY": site.keys["OPERATOR_KEY"],
        "REDIS_URL": site.redis_url,
        "SHOP_URL": sites(site)["SHOP_URL"],
        "OFFICE_URL": sites(site)["OFFICE_URL"],
        "MAILBOX_URL": f"http://{site.address('mailbox')}",
    }
    if site.owns("rabbitmq"):
        told["rabbitmq"] = rabbitmq.environment(site)
        told["epmd"] = rabbitmq.epmd_environment(site)
    told["postgresql"] = told["redis"] = {}
    return told


def sites(site: Site) -> dict[str, str]:
    """Return the addresses that people open."""
    base = f"http://{site.address('gateway')}"
    return {
        "SHOP_URL": f"{base}/shop",
        "PORTAL_URL": f"{base}/portal",
        "OFFICE_URL": f"{base}/office",
    }


def urls(site: Site) -> dict[str, str]:
    """Return what `<root>/env` says: every address that a tool or a person needs."""
    health = {
        f"HEALTH_{name.removesuffix('-health').replace('-', '_').upper()}": (
            f"http://{site.address(name)}/healthz"
        )
        for name in site.ports
        if name.endswith("-health")
    }
    return {
        **sites(site),
        "PORTAL_BASIC_USER": PORTAL_BASIC_USER,
        "PORTAL_BASIC_PASSWORD": site.keys["PORTAL_BASIC_PASSWORD"],
        "MAILBOX_URL": f"http://{site.address('mailbox')}",
        "RABBITMQ_MANAGEMENT_URL": site.management_url,
        "HEALTH_GATEWAY": f"http://{site.address('gateway')}/healthz",
        "HEALTH_MAILBOX": f"http://{site.address('mailbox')}/healthz",
        **health,
    }


def database_url(site: Site, service: str, *, role: str = "database") -> str:
    """Return the URL of a service's database, for the service or for its owner."""
    user = f"machiken_{service}" + ("_owner" if role == "owner" else "")
    password = site.keys[f"{service}_{role}_password".upper()]
    server = site.postgres_url.rpartition("@")[2].partition("/")[0]
    return f"postgresql+psycopg://{user}:{password}@{server}/machiken_{service}"


def bus_url(site: Site, user: str) -> str:
    """Return the broker's URL for one of the bus users."""
    password = site.keys[f"{user}_bus_password".upper()]
    server = site.rabbitmq_url.rpartition("@")[2]
    return f"amqp://{user}:{password}@{server}/{VIRTUAL_HOST}"


def _told(site: Site, process: str) -> dict[str, str]:
    if process == "gateway":
        return _gateway(site)
    if process == "mailbox":
        return {
            "SMTP_BIND": site.address("mailbox-smtp"),
            "BIND": site.address("mailbox"),
            "MAILBOX_FILE": str(site.root / "mailbox" / "mails.sqlite3"),
        }
    service = process.partition("-")[0]
    return {
        "HEALTH_ADDRESS": site.address(f"{process}-health"),
        "DATABASE_URL": database_url(site, service),
        "AMQP_URL": bus_url(site, service),
        "ACTOR_PUBLIC_KEYS": site.keys["ACTOR_PUBLIC_KEYS"],
        **_own_keys(site, service),
    }


def _own_keys(site: Site, service: str) -> dict[str, str]:
    names = {
        "auth": ["ACTOR_SIGNING_KEY", "OTP_KEY", "LETTER_KEY", "AUTHENTICATOR_KEY"],
        "redemption": ["VOUCHER_CODE_KEY", "PRINT_FILE_KEY"],
        "settlement": ["EXPORT_FILE_KEY", "ACCOUNT_KEY"],
        "notify": ["LETTER_KEY", "PORTAL_BASIC_PASSWORD"],
    }[service]
    own = {name: site.keys[name] for name in names}
    if service == "auth":
        # In the demo town the mailed password stays good, as `demo.json` says it.
        demo = site.profile is Profile.DEMO
        own["FIRST_CHANGE_FORCED"] = "0" if demo else "1"
    if service == "notify":
        own |= {
            "SMTP_URL": f"smtp://{site.address('mailbox-smtp')}",
            "SMTP_CA_FILE": DEFAULT_CA_BUNDLE_PATH,  # the mailbox speaks without TLS
            "SHOP_URL": sites(site)["SHOP_URL"],
            "PORTAL_URL": sites(site)["PORTAL_URL"],
            "OFFICE_URL": sites(site)["OFFICE_URL"],
            "OFFICE_MAIL_FROM": "no-reply@kinomachi.example",
            "PORTAL_BASIC_USER": PORTAL_BASIC_USER,
            # Nobody here looks at signatures, unless told to.
            **{name: os.environ.get(name, "") for name in DKIM},
        }
    return own


def _gateway(site: Site) -> dict[str, str]:
    return {
        "AMQP_URL": bus_url(site, "gateway"),
        "REDIS_URL": site.redis_url,
        "SECRET_KEY": site.keys["SECRET_KEY"],
        # Everybody here has the same address, and a test signs in a thousand times.
        "BUDGET_FACTOR": os.environ.get(
            "BUDGET_FACTOR", "1000" if site.profile is Profile.TEST else "10"
        ),
        "PROXIES": "0",  # nobody stands before the gateway here
        "COOKIE_SECURE": "0",  # the local stack speaks HTTP, on the loopback only
        **sites(site),
        "PORTAL_BASIC_USER": PORTAL_BASIC_USER,
        "PORTAL_BASIC_PASSWORD": site.keys["PORTAL_BASIC_PASSWORD"],
        "BIND": site.address("gateway"),
        "PROMETHEUS_MULTIPROC_DIR": str(site.root / "metrics"),
    }


def _topology(site: Site) -> dict[str, str]:
    passwords = [f"{user.upper()}_BUS_PASSWORD" for user in BUS_USERS]
    return {
        "RABBITMQ_MANAGEMENT_URL": site.management_url,
        "AMQP_ADMIN_URL": f"{site.rabbitmq_url}/{VIRTUAL_HOST}",
        **{name: site.keys[name] for name in passwords},
    }
