"""The record answers what it is asked, page by page."""

from datetime import timedelta
from typing import Any

import pytest

from machiken import audit
from machiken.contracts.audit import Acts, ActsQuery
from machiken.database import Transactions
from machiken.town_time import TOWN_TIME
from services.settlement.store.tables import AUDIT
from tests.settlement.usecases.closing import tell_all
from tests.settlement.usecases.test_audit import held, let_go


@pytest.mark.parametrize(
    ("conditions", "count"),
    [
        ({}, 2),
        ({"happening": "merchant_held"}, 1),
        ({"actor": "clerk01"}, 1),
        ({"actor": "root"}, 0),
        ({"object_kind": "merchant"}, 2),
        ({"object_kind": "merch"}, 0),
        ({"object_name": "t02"}, 2),
        ({"object_name": "%"}, 0),
        ({"lines_max": 1}, 1),
        ({"before": 0}, 0),
    ],
)
def test_the_record_answers_what_it_is_asked(
    settlement_db: Transactions, conditions: dict[str, Any], count: int
) -> None:
    tell_all(settlement_db)
    held(settlement_db)
    let_go(settlement_db)

    assert len(asked_of(settlement_db, **conditions).lines) == count


def test_pages_of_the_record_lead_to_its_first_row(settlement_db: Transactions) -> None:
    tell_all(settlement_db)
    for _ in range(2):
        held(settlement_db)
        let_go(settlement_db)

    ids, before = [], None
    for _ in range(4):
        page = asked_of(settlement_db, lines_max=1, before=before)
        ids += [each.audit_id for each in page.lines]
        before = page.next_before

    assert before is None
    assert ids == sorted(ids, reverse=True)
    assert len(set(ids)) == 4


def test_days_are_days_in_town(settlement_db: Transactions) -> None:
    tell_all(settlement_db)
    held(settlement_db)
    [line_of] = asked_of(settlement_db).lines
    today = line_of.at.astimezone(TOWN_TIME).date()

    for first, last, count in ((0, 0, 1), (1, 1, 0), (-1, -1, 0), (-1, 1, 1)):
        days = {"first_on": first, "last_on": last}
        asked_days = {name: today + timedelta(days=n) for name, n in days.items()}
        assert len(asked_of(settlement_db, **asked_days).lines) == count


def asked_of(db: Transactions, **conditions: Any) -> Acts:
    """Return what the audit answers."""
    with db.begin() as tx:
        return audit.recorded(tx, AUDIT, ActsQuery(**conditions))
