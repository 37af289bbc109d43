"""What a shop asks for at lunch time is found by an index, however much there is."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import create_engine, event, pool, text

from bench.scale.past import LINES_EACH, Past, write
from deploy.local.stack import Stack
from machiken.contracts.actor import Actor
from machiken.ids import MerchantCode, MerchantId
from machiken.money import Yen
from tests.conftest import owner_url
from tests.redemption.till import Till
from tests.redemption.town import A_NOON, ISSUER, Town

SHOPS = 20
PAYMENTS = 300
FIRST_ON = date(2026, 7, 2)
DAYS = 30
SEARCHED: list[tuple[dict[str, Any], int]] = [
    ({"payment_no": f"{ISSUER}s072026070200000000000001"}, 1),
    ({"paid_on": FIRST_ON}, 10),
    ({"amount": Yen(3_000)}, 100),
    ({"amount": Yen(99_000)}, 0),
    ({"amount": Yen(3_000), "paid_on": FIRST_ON}, 10),
]
BIG = {"redemption", "redemption_line", "voucher"}


@pytest.fixture
def busy(stack: Stack, town: Town) -> Till:
    """Return one of 20 shops that had 300 payments each within 30 days."""
    town.set_clock(A_NOON.replace(month=8, day=1))
    campaign = town.apply()
    town.sold(SHOPS * PAYMENTS * LINES_EACH)
    for place in range(SHOPS):
        code = f"s{place:02}"
        actor = town.staff(code)
        past = Past(
            campaign=campaign,
            merchant_id=_id(actor),
            merchant_code=MerchantCode(code),
            payments=PAYMENTS,
            first_on=FIRST_ON,
            days=DAYS,
            first_serial=1 + place * PAYMENTS * LINES_EACH,
        )
        with town.db.begin() as tx:
            write(tx, past)
    _tidy(stack)
    return Till(town=town, actor=town.staff("s07"))


@pytest.fixture
def plans(town: Town) -> Iterator[list[str]]:
    """Return the tables that were read from end to end, as statements are asked."""
    whole: list[str] = []
    engine = town.db.kw["bind"]

    def explain(
        connection: Any, _cursor: object, statement: str, values: Any, *_rest: object
    ) -> None:
        if not statement.lstrip().lower().startswith(("select", "with")):
            return
        explained = f"explain (format json) {statement}"
        with connection.connection.driver_connection.cursor() as cursor:
            cursor.execute(explained, values)
            (told,) = cursor.fetchone()
        plan = told if isinstance(told, list) else json.loads(told)
        whole.extend(BIG & set(_scanned(plan[0]["Plan"])))

    event.listen(engine, "before_cursor_execute", explain)
    yield whole
    event.remove(engine, "before_cursor_execute", explain)


def test_payments_are_found_by_an_index_and_prove_right(
    busy: Till, plans: list[str]
) -> None:
    sales = busy.sales(FIRST_ON, date(2026, 8, 1))
    assert (sales.total.payments, len(sales.days)) == (PAYMENTS, DAYS)
    for conditions, found in SEARCHED:
        assert len(busy.find(**conditions).receipts) == found
    assert plans == []

    verified = busy.town.verified()
    assert verified.differences == ()
    assert verified.checked["payments"] == SHOPS * PAYMENTS


def test_a_redemption_a_refund_and_a_seal_read_no_table_whole(
    busy: Till, plans: list[str]
) -> None:
    (code,) = busy.town.sold(1)
    plans.clear()

    busy.refund(busy.pay(code))
    assert busy.town.work("seal") == 1  # June, which is empty

    assert plans == []


def _scanned(plan: dict[str, Any]) -> Iterator[str]:
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for part in plan.get("Plans", []):
        yield from _scanned(part)


def _tidy(stack: Stack) -> None:
    engine = create_engine(
        owner_url(stack, "redemption"),
        poolclass=pool.NullPool,
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as owner:
        for table in sorted(BIG | {"refund"}):
            owner.execute(text(f"vacuum analyze {table}"))


def _id(actor: Actor) -> MerchantId:
    assert actor.merchant_id is not None, "a shop has an id"
    return actor.merchant_id
