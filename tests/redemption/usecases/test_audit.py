"""What the office does is written down with it, and with nothing else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import ProgrammingError

from machiken import request_ids
from machiken.contracts.redemption import Activation, PrintFileKind, VoucherUnknown
from services.redemption.store.tables import AUDIT
from tests.gateway.wording import unworded
from tests.redemption.town import RULES, Town
from tests.redemption.usecases.test_open_signs import checked


def _sell(town: Town) -> None:
    town.apply(activation=Activation.VOUCHER)
    town.sell(first_serial=town.unsold(3).first_serial or 1, last_serial=3)


ACTS: Final[dict[str, tuple[str, Callable[[Town], Any]]]] = {
    "apply_campaign": ("campaign_applied", lambda town: town.apply(name="新しい名前")),
    "issue_batch": ("batch_requested", lambda town: town.request(3)),
    "activate_batch": ("batch_activated", lambda town: town.sold(1)),
    "print_file": (
        "print_file_fetched",
        lambda town: town.fetch(town.unsold(1).batch_id, PrintFileKind.CODES),
    ),
    "sell_vouchers": ("vouchers_sold", _sell),
    "stop_voucher": ("voucher_stopped", lambda town: (town.unsold(1), town.stop(1))),
    "check_signs": ("signs_checked", lambda town: checked(town, town.now())),
    "replace_voucher": (
        "voucher_replaced",
        lambda town: (town.sold(1), town.replace(1)),
    ),
}
"""Each verb by which the office changes something here, and what its row says."""


@pytest.mark.parametrize("verb", ACTS)
def test_an_act_leaves_a_row_that_says_who_did_what(town: Town, verb: str) -> None:
    happening, act = ACTS[verb]
    before = len(_rows(town))

    act(town)

    told = _rows(town)[before:]
    assert happening in [row["happening"] for row in told]
    for row in told:
        assert (row["actor_role"], row["actor"]) == ("operator", "operator")
        kind, _, name = row["object"].partition(" ")
        assert name
        facts = [f"fact.{each}" for each in row["facts"]]
        assert unworded([f"object.{kind}", *facts]) == []


def test_the_same_act_again_leaves_no_second_row(town: Town) -> None:
    town.unsold(1)
    town.stop(1)
    before = _rows(town)

    town.apply(RULES)
    town.stop(1)

    assert _rows(town) == before


def test_a_refused_act_leaves_no_row(town: Town) -> None:
    before = _rows(town)

    with pytest.raises(VoucherUnknown):
        town.stop(99)

    assert _rows(town) == before


def test_a_row_names_the_request_that_it_came_by(town: Town) -> None:
    request_ids.bind("0123456789ab")
    try:
        town.apply(replace(RULES, name="新しい名前"))
    finally:
        request_ids.bind(None)

    assert _rows(town)[-1]["request_id"] == "0123456789ab"


@pytest.mark.parametrize("told", ["", None, 7, "0123456789AB", "x" * 12, "0" * 13])
def test_what_is_no_request_number_is_not_written_down(told: object) -> None:
    request_ids.bind(told)

    assert request_ids.current() == ""


def test_the_service_can_not_change_the_record(town: Town) -> None:
    with pytest.raises(ProgrammingError), town.db.begin() as tx:
        tx.execute(update(AUDIT).values(actor="nobody"))
    with pytest.raises(ProgrammingError), town.db.begin() as tx:
        tx.execute(delete(AUDIT))


def _rows(town: Town) -> list[dict[str, Any]]:
    with town.db.begin() as tx:
        rows = tx.execute(select(AUDIT).order_by(AUDIT.c.audit_id)).mappings()
        return [dict(row) for row in rows]
