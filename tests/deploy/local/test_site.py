"""Servers elsewhere, by URL from the environment."""

from pathlib import Path

import pytest

from deploy.local import environment, site
from deploy.local.stack import Stack

pytestmark = pytest.mark.usefixtures("machine_of_its_own")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stack:
    monkeypatch.setenv(
        site.POSTGRES_URL, "postgresql://boss:x@db.example:5433/postgres"
    )
    monkeypatch.setenv(site.RABBITMQ_URL, "amqp://boss:y@mq.example:5671/")
    monkeypatch.setenv(site.MANAGEMENT_URL, "http://boss:y@mq.example:15671")
    return Stack(tmp_path, "test")


def test_a_given_server_is_used_and_not_started(elsewhere: Stack) -> None:
    assert not elsewhere.site.owns("postgresql")
    assert not elsewhere.site.owns("rabbitmq")
    assert elsewhere.site.owns("redis")


def test_processes_are_sent_to_the_given_servers(elsewhere: Stack) -> None:
    told = elsewhere.environment("auth-service")

    assert told["DATABASE_URL"].endswith("@db.example:5433/machiken_auth")
    assert told["AMQP_URL"].endswith("@mq.example:5671/machiken")
    assert told["AMQP_URL"] == environment.bus_url(elsewhere.site, "auth")


def test_half_a_broker_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(site.RABBITMQ_URL, "amqp://boss:y@mq.example:5671")

    with pytest.raises(SystemExit, match=site.MANAGEMENT_URL):
        _ = Stack(tmp_path, "test").site


def test_secrets_are_made_once(tmp_path: Path) -> None:
    assert site.kept_secrets(tmp_path) == site.kept_secrets(tmp_path)
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
