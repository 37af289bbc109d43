"""Every verb has a door, every event a listener, a queue and a schema."""

import importlib

import pytest

from deploy import contracts
from machiken.bus import names
from machiken.bus.topology import definitions
from machiken.contracts.actor import SHOP, Role
from machiken.contracts.events import Event
from machiken.contracts.verbs import Verb, verbs_of

SERVICES = contracts.SERVICES


def test_every_file_made_from_the_code_is_what_the_code_says() -> None:
    drifted = [
        str(path)
        for path, text in contracts.files()
        if not path.exists() or path.read_text() != text
    ]

    assert drifted == [], "run `make contracts`"


@pytest.mark.parametrize("service", SERVICES)
def test_every_verb_has_exactly_one_door(service: str) -> None:
    importlib.import_module(f"machiken.contracts.{service}")
    doors = [
        method.verb
        for part in _doors(service).__mro__
        for method in vars(part).values()
        if hasattr(method, "verb")
    ]

    assert sorted(verb.name for verb in doors) == sorted(
        verb.name for verb in verbs_of(service)
    )
    assert {verb.service for verb in doors} == {service}


def test_every_event_is_heard_in_a_queue_that_exists_and_is_bound() -> None:
    described = definitions()
    queues = {queue["name"] for queue in described["queues"]}
    bound = {
        (binding["source"], binding["destination"], binding["routing_key"])
        for binding in described["bindings"]
    }
    heard = contracts.listeners()

    assert {kind.name for kind, _, _ in heard} == {kind.name for kind in _events()}
    for kind, listener, method in heard:
        queue = names.event_queue(kind.service, kind.name, listener, method)
        assert queue in queues
        assert (names.events_exchange(kind.service), queue, kind.name) in bound


def test_every_queue_parks_what_nobody_could_deal_with() -> None:
    described = definitions()
    patterns = [policy["pattern"] for policy in described["policies"]]

    for queue in described["queues"]:
        covered = any(queue["name"].startswith(p.removeprefix("^")) for p in patterns)
        assert covered or queue["name"] == names.PARKED
    for policy in described["policies"]:
        assert policy["definition"]["dead-letter-exchange"] == names.PARKED


def test_money_moves_only_in_a_shops_hands_and_its_companys_give_back_only() -> None:
    """No office, operator or visitor may redeem or refund in a shop's name."""
    moving = {"open_checkout", "read_voucher", "redeem_checkout", "redeem_vouchers"}
    roles = {verb.name: verb.roles for verb in verbs_of("redemption")}

    assert {roles[name] for name in moving} == {SHOP}
    assert roles["refund_payment"] == SHOP | {Role.COMPANY}


def test_visitors_reach_nothing_but_the_sign_in_and_public_facts() -> None:
    open_verbs = {
        (verb.service, verb.name)
        for verb in Verb.known.values()
        if Role.VISITOR in verb.roles and verb.service in SERVICES
    }

    assert open_verbs == {
        ("auth", "begin_sign_in"),
        ("notify", "send_inquiry"),
        ("auth", "finish_sign_in"),
        ("auth", "resume_session"),
        ("auth", "end_session"),
        ("auth", "new_puzzle"),
        ("auth", "recall_session"),
        ("auth", "begin_reset"),
        ("auth", "prove_reset"),
        ("auth", "finish_reset"),
        ("redemption", "campaign"),
        ("notify", "send_inquiry"),
        *((service, "ping") for service in SERVICES),
    }


def _doors(service: str) -> type:
    module = importlib.import_module(f"services.{service}.service")
    doors: type = getattr(module, f"{service.capitalize()}Service")
    return doors


def _events() -> list[type[Event]]:
    found = []
    for service in SERVICES:
        owner = importlib.import_module(f"machiken.contracts.{service}")
        found += [
            kind
            for kind in vars(owner).values()
            if isinstance(kind, type) and getattr(kind, "service", "") == service
        ]
    return found
