"""docker-compose.yml, read as data: no engine is needed to know that it is whole."""

import re
from typing import Any

import pytest
import yaml

from deploy import keys
from deploy.local import programs
from deploy.local.site import CLONE
from deploy.local.stack import Stack

TEXT = (CLONE / "docker-compose.yml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PROCESSES = programs.application_names({})
ONCE = ["databases", "topology", *(f"migrate-{name}" for name in keys.SERVICES)]
ASKED = re.compile(r"\$\{(\w+):\?")
SECRET = re.compile(r"PASSWORD|_KEY$|_PASS$")


def test_every_process_server_and_tool_is_there() -> None:
    servers = ["postgresql", "rabbitmq", "redis"]

    assert sorted(SERVICES) == sorted([*PROCESSES, *servers, *ONCE, "operator"])


@pytest.mark.parametrize("name", sorted({*SERVICES} - {*ONCE, "operator"}))
def test_whatever_keeps_running_has_a_health_check(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["stop_grace_period"] == "15s"


@pytest.mark.parametrize("name", [*PROCESSES, *ONCE])
def test_our_containers_can_write_and_gain_nothing(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_images_are_pinned_to_an_exact_version() -> None:
    dockerfile = (CLONE / "deploy" / "Dockerfile").read_text()
    images = [service["image"] for service in SERVICES.values()]
    images += re.findall(r"^FROM (\S+:\S+)", dockerfile, re.MULTILINE)

    assert [image for image in images if not re.search(r":\d+\.\d+", image)] == []


def test_the_image_ends_as_an_ordinary_user() -> None:
    dockerfile = (CLONE / "deploy" / "Dockerfile").read_text()

    assert dockerfile.rstrip().endswith("USER 10001:10001")


def test_ports_are_published_on_the_loopback_only() -> None:
    published = [port for one in SERVICES.values() for port in one.get("ports", [])]

    assert [port for port in published if not port.startswith("127.0.0.1:")] == []


def test_no_secret_stands_in_the_file() -> None:
    given = {
        name: value
        for service in SERVICES.values()
        for name, value in service.get("environment", {}).items()
        if SECRET.search(name)
    }

    assert [name for name, value in given.items() if not ASKED.match(value)] == []
    assert re.findall(r"://[^:/\s]*:(?!\$\{)[^@/\s]+@", TEXT) == []


def test_every_variable_asked_for_is_made_and_listed() -> None:
    asked = set(ASKED.findall(TEXT))
    example = (CLONE / ".env.example").read_text()
    listed = re.findall(r"^(\w+)=$", example, re.MULTILINE)

    assert asked <= set(keys.complete({}))
    assert sorted(listed) == sorted(keys.complete({}))


def test_a_process_is_told_the_same_names_as_in_the_local_stack(stack: Stack) -> None:
    told = {name: set(stack.environment(name)) for name in [*PROCESSES, "operator"]}
    told |= {name: set(stack.environment(name)) for name in ONCE if name in told}
    in_containers = {name: set(SERVICES[name]["environment"]) for name in told}
    in_containers["mailbox"].discard("MAILBOX_IN_CONTAINER")

    assert in_containers == told


def test_it_waits_for_what_it_needs() -> None:
    for name in (
        f"{service}-{kind}"
        for service in keys.SERVICES
        for kind in ("service", "worker")
    ):
        waits = SERVICES[name]["depends_on"]

        assert waits["topology"] == {"condition": "service_completed_successfully"}
        assert f"migrate-{name.partition('-')[0]}" in waits
