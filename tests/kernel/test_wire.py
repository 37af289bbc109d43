import dataclasses
import importlib
import json
import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import machiken.contracts
from machiken.contracts.actor import Actor, Role
from machiken.contracts.events import Happened
from machiken.contracts.verbs import Verb
from machiken.contracts.verification import MerchantTotal, Verification
from machiken.contracts.wire import Misfit, from_wire, to_wire
from machiken.ids import EventId
from machiken.money import Yen


def _contracts() -> Iterator[type]:
    prefix = machiken.contracts.__name__ + "."
    for found in pkgutil.walk_packages(machiken.contracts.__path__, prefix):
        module = importlib.import_module(found.name)
        for kind in vars(module).values():
            if dataclasses.is_dataclass(kind) and isinstance(kind, type):
                own = kind.__module__ == module.__name__ and kind is not Verb
                if own:
                    yield kind


CONTRACTS = sorted(_contracts(), key=lambda kind: (kind.__module__, kind.__name__))

some.register_type_strategy(
    Yen, some.integers(min_value=-(10**12), max_value=10**12).map(Yen)
)
some.register_type_strategy(
    datetime,
    some.datetimes(timezones=some.just(UTC), min_value=datetime(1900, 1, 1)),  # noqa: DTZ001 - hypothesis adds the zone
)
some.register_type_strategy(
    timedelta, some.timedeltas(-timedelta(days=4000), timedelta(days=4000))
)


@pytest.mark.parametrize("kind", CONTRACTS, ids=lambda kind: kind.__name__)
def test_every_contract_comes_back_from_the_wire_as_it_was(kind: type) -> None:
    contracts = _wire_values() if kind is Happened else some.from_type(kind)

    @settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
    @given(contracts)
    def check(contract: Any) -> None:
        wire = json.loads(json.dumps(to_wire(contract)))

        assert from_wire(kind, wire) == contract

    check()


def _wire_values() -> some.SearchStrategy[Happened]:
    bodies = some.dictionaries(some.text(), some.integers() | some.text())
    moments = some.datetimes(timezones=some.just(UTC))
    return some.builds(Happened, body=bodies, occurred_at=moments)


@pytest.mark.parametrize("kind", CONTRACTS, ids=lambda kind: kind.__name__)
def test_every_contract_is_frozen_and_named_by_keywords(kind: Any) -> None:
    parameters = kind.__dataclass_params__

    assert parameters.frozen
    assert all(field.kw_only for field in dataclasses.fields(kind))
    assert "__slots__" in vars(kind)


TOTAL = {
    "issuer_code": "131000001",
    "merchant_code": "001",
    "payments": 2,
    "paid": 3000,
    "refunds": 0,
    "refunded": 0,
}


def test_yen_travel_as_whole_numbers() -> None:
    arrived = from_wire(MerchantTotal, TOTAL)

    assert arrived.paid == Yen(3000)
    assert to_wire(arrived) == TOTAL


def test_what_a_newer_publisher_adds_is_ignored() -> None:
    newer = {**TOTAL, "colour": "green", "payments": 2}

    assert from_wire(MerchantTotal, newer) == from_wire(MerchantTotal, TOTAL)


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        ("payments", "2", "$.payments"),
        ("payments", True, "$.payments"),
        ("payments", 2.0, "$.payments"),
        ("payments", None, "$.payments"),
        ("paid", 3000.0, "$.paid"),
        ("paid", "3000", "$.paid"),
        ("paid", True, "$.paid"),
        ("paid", None, "$.paid"),
        ("paid", [3000], "$.paid"),
        ("merchant_code", 1, "$.merchant_code"),
        ("merchant_code", ["001"], "$.merchant_code"),
    ],
)
def test_no_value_is_bent_to_fit(field: str, value: object, path: str) -> None:
    with pytest.raises(Misfit, match=path.replace("$", r"\$")):
        from_wire(MerchantTotal, {**TOTAL, field: value})


@pytest.mark.parametrize("field", sorted(TOTAL))
def test_a_missing_field_is_named(field: str) -> None:
    partial = {name: value for name, value in TOTAL.items() if name != field}

    with pytest.raises(Misfit, match=field):
        from_wire(MerchantTotal, partial)


@pytest.mark.parametrize("junk", [None, [], "text", 7, True, [TOTAL]])
def test_what_is_no_object_is_no_contract(junk: object) -> None:
    with pytest.raises(Misfit):
        from_wire(MerchantTotal, junk)


def test_the_path_leads_into_lists() -> None:
    wire = {
        "checked": {"payments": 2},
        "differences": [],
        "on_the_way": 0,
        "merchants": [TOTAL, {**TOTAL, "paid": "3000"}],
    }

    with pytest.raises(Misfit, match=r"\$\.merchants\[1\]\.paid"):
        from_wire(Verification, wire)


@pytest.mark.parametrize(
    ("kind", "wire"),
    [
        (MerchantTotal, {**TOTAL, "paid": "canary-7f3a91"}),
        (MerchantTotal, {**TOTAL, "payments": "canary-7f3a91"}),
        (Actor, {"role": "canary-7f3a91", "subject": "s"}),
        (Actor, {"role": "canary' - at `$.x`", "subject": "s"}),
        (Actor, {"role": "staff", "subject": "s", "staff_id": "canary-7f3a91"}),
        (Happened, {"event_id": "canary-7f3a91"}),
    ],
)
def test_a_misfit_quotes_no_value(kind: type, wire: object) -> None:
    with pytest.raises(Misfit) as caught:
        from_wire(kind, wire)

    assert "canary" not in str(caught.value)
    assert "`$" in str(caught.value)


def test_an_event_keeps_its_id_and_moment_on_its_way() -> None:
    happened = Happened(
        event_id=EventId(UUID(int=9)),
        name="rang",
        version=1,
        occurred_at=datetime(2026, 8, 1, 0, 0, 0, 1, tzinfo=UTC),
        body={"word": "券", "deep": {"list": [1, None, True]}},
    )

    assert from_wire(Happened, json.loads(json.dumps(to_wire(happened)))) == happened


def test_a_role_travels_by_its_name() -> None:
    actor = Actor(role=Role.OFFICE_CLERK, subject="o-1")

    assert to_wire(actor)["role"] == "office_clerk"
    assert from_wire(Actor, to_wire(actor)).role is Role.OFFICE_CLERK


def test_what_has_no_wire_form_is_a_mistake_of_ours() -> None:
    with pytest.raises(NotImplementedError, match="object"):
        to_wire({"thing": object()})
