"""A gateway behind which nobody answers: what it says by itself is tested here.

Pages that need the services are walked through in `tests/journeys`.
"""

from dataclasses import replace
from typing import Final

import pytest
from flask.testing import FlaskClient

from machiken.bus.client import RpcClient
from machiken.settings import Secret
from services.gateway.app import create_app
from services.gateway.settings import Settings

NOWHERE: Final = "127.0.0.1:1"
SETTINGS: Final = Settings(
    amqp_url=Secret(f"amqp://nobody:nothing@{NOWHERE}/machiken"),
    redis_url=Secret(f"redis://{NOWHERE}/0"),
    secret_key=Secret("a" * 64),
    cookie_secure=False,
    shop_url="http://localhost/shop",
    portal_url="http://localhost/portal",
    office_url="http://localhost/office",
    portal_basic_user="kinomachi",
    portal_basic_password=Secret("木の実"),
)


@pytest.fixture
def browser() -> FlaskClient:
    """Return a browser at a gateway whose broker and Redis are away."""
    return browser_at(SETTINGS)


@pytest.fixture
def secure_browser() -> FlaskClient:
    """Return a browser at a gateway that is reached over HTTPS."""
    return browser_at(replace(SETTINGS, cookie_secure=True))


def browser_at(settings: Settings) -> FlaskClient:
    """Return a browser at a gateway of these settings."""
    bus = RpcClient(settings.amqp_url.reveal(), caller="gateway")
    return create_app(settings, bus).test_client()
