"""The lines that the database makes are those that the rules describe, cell by cell."""

import hashlib
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from machiken.contracts.events import Event
from machiken.contracts.settlement import (
    ExportNotReady,
    ExportState,
    ExportUnit,
    ExportUnknown,
)
from machiken.database import Transactions
from machiken.ids import StaffId
from machiken.money import Yen
from services.settlement.domain.payment_csv import (
    HEADER,
    PaymentRow,
    as_text,
    cells,
)
from services.settlement.store.tables import CAMPAIGN, JOURNAL, MERCHANT
from services.settlement.usecases.expire_exports import expire_exports
from services.settlement.usecases.show_exports import show_exports
from tests.settlement.town import BAKERY, OWNER, campaign, merchant, payment, refund
from tests.settlement.usecases.asking import ask, fetched, make_all, request, shown
from tests.settlement.usecases.hearing import tell
from tests.settlement.usecases.test_chain import LEDGER
from tests.settlement.usecases.test_verify_books import by_hand

NAMES = [
    "木ノ町ベーカリー",
    'a,b"c"',
    "line\nbreak",
    "back\\slash\ttab",
    "=cmd|' /C calc'!A0",
    "①髙﨑𠮷",
    "\r\nＡ",
    "'",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("login_id", ["hanako01", 'a"b', "c,d", "e\nf", "\\N"])
def test_the_file_is_what_the_rules_say(
    settlement_db: Transactions, name: str, login_id: str
) -> None:
    paid = [
        replace(payment(number, 1000 * number, minute=number), login_id=login_id)
        for number in range(1, 4)
    ]
    back = replace(refund(paid[0]), login_id=login_id, amount=Yen(500))
    events: list[Event] = [campaign(name[::-1]), merchant(name=name), *paid, back]
    for event in events:
        tell(settlement_db, event)
    export = ask(settlement_db, request())
    make_all(settlement_db)

    file = fetched(settlement_db, export.export_id).decode("utf-8-sig")

    rows = _rows(settlement_db)
    assert file == as_text([HEADER]) + as_text(map(cells, rows))
    after = shown(settlement_db, export.export_id)
    assert (after.rows, after.paid, after.refunded) == (4, Yen(6000), Yen(500))


def _rows(db: Transactions) -> list[PaymentRow]:
    found = (
        select(
            MERCHANT.c.merchant_code,
            MERCHANT.c.merchant_name,
            JOURNAL.c.redeemed_at,
            JOURNAL.c.payment_no,
            JOURNAL.c.amount_yen,
            JOURNAL.c.issuer_code,
            CAMPAIGN.c.name,
            JOURNAL.c.kind,
            JOURNAL.c.happened_at,
            JOURNAL.c.login_id,
        )
        .join(MERCHANT, MERCHANT.c.merchant_id == JOURNAL.c.merchant_id)
        .join(CAMPAIGN, CAMPAIGN.c.campaign_id == MERCHANT.c.campaign_id)
        .order_by(JOURNAL.c.happened_at, JOURNAL.c.payment_no, JOURNAL.c.kind)
    )
    with db.begin() as tx:
        return [PaymentRow._make(row) for row in tx.execute(found)]


def test_a_file_of_many_parts_holds_every_line(
    settlement_db: Transactions, settlement_owner: Transactions
) -> None:
    for event in (campaign(), merchant()):
        tell(settlement_db, event)
    with settlement_owner.begin() as tx:
        tx.execute(text(LEDGER))
    by_hand(settlement_owner, f"update journal set merchant_id = '{BAKERY}'")  # noqa: S608
    export = ask(settlement_db, request(last_on=date(2027, 6, 1)))
    make_all(settlement_db)

    after = shown(settlement_db, export.export_id)
    assert after.parts > 1
    parts = range(1, after.parts + 1)
    file = b"".join(fetched(settlement_db, export.export_id, part) for part in parts)
    assert file.count(b"\r\n") == after.rows + 1 == 10_001
    assert hashlib.sha256(file).hexdigest() == after.sha256


@pytest.mark.parametrize(
    ("unit", "lines"),
    [
        (
            ExportUnit.DAY,
            ["2026/06/24,2,3000,0,0,3000", "2026/06/25,1,3000,1,500,2500"],
        ),
        (ExportUnit.PERIOD, ["2026/06/30,3,6000,1,500,5500"]),
    ],
)
def test_sums_by_day_and_by_half_month_are_those_of_the_payments(
    settlement_db: Transactions, unit: ExportUnit, lines: list[str]
) -> None:
    paid = [payment(1, 1000), payment(2, 2000), payment(3, 3000, minute=24 * 60)]
    back = replace(refund(paid[2]), amount=Yen(500))
    events: list[Event] = [campaign(), merchant(), *paid, back]
    for event in events:
        tell(settlement_db, event)
    export = ask(settlement_db, request(unit=unit))
    make_all(settlement_db)

    file = fetched(settlement_db, export.export_id).decode("utf-8-sig")

    assert file.splitlines()[1:] == [f"t01,木ノ町ベーカリー,{line}" for line in lines]
    after = shown(settlement_db, export.export_id)
    assert (after.rows, after.net) == (len(lines), Yen(5500))


def test_a_file_is_kept_for_seven_days(
    settlement_db: Transactions, settlement_owner: Transactions
) -> None:
    for event in (campaign(), merchant()):
        tell(settlement_db, event)
    export = ask(settlement_db, request())
    make_all(settlement_db)
    with settlement_db.begin() as tx:
        assert expire_exports(tx) == 0
    with settlement_owner.begin() as tx:
        tx.execute(text("update export set finished_at = now() - interval '7 d 1 s'"))
    with settlement_db.begin() as tx:
        assert expire_exports(tx) == 1

    after = shown(settlement_db, export.export_id)
    assert (after.state, after.expires_at) == (ExportState.EXPIRED, None)
    with pytest.raises(ExportNotReady):
        fetched(settlement_db, export.export_id)


def test_a_colleague_neither_sees_nor_fetches_it(settlement_db: Transactions) -> None:
    for event in (campaign(), merchant()):
        tell(settlement_db, event)
    export = ask(settlement_db, request())
    make_all(settlement_db)
    colleague = replace(OWNER, staff_id=StaffId(uuid4()))

    with pytest.raises(ExportUnknown):
        fetched(settlement_db, export.export_id, actor=colleague)
    with settlement_db.begin() as tx:
        assert show_exports(tx, colleague).exports == ()
