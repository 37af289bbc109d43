import csv
import hashlib
from datetime import date
from io import StringIO
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text

from machiken.contracts.settlement import (
    ExportEncoding,
    ExportNotReady,
    ExportState,
    ExportUnknown,
)
from machiken.database import Transactions
from machiken.ids import ExportId, MerchantCode
from machiken.money import Yen
from services.settlement.domain.payment_csv import HEADER
from services.settlement.store import exports
from services.settlement.store.tables import EXPORT_PART, OUTBOX
from services.settlement.usecases import make_export
from tests.settlement.town import (
    BOOKSHOP,
    CAMPAIGN_NAME,
    OTHER_COMPANY,
    OWNER,
    STRANGER,
    campaign,
    merchant,
    payment,
    refund,
)
from tests.settlement.usecases.asking import (
    ENVELOPE,
    ask,
    fetched,
    make_all,
    request,
    shown,
)
from tests.settlement.usecases.hearing import tell

EVIL_NAME = '=cmd,"①髙﨑𠮷"\r\n本店'


@pytest.fixture
def town(settlement_db: Transactions) -> Transactions:
    """Pay thrice at our bakery, once given back; pay at another's bookshop."""
    tell(settlement_db, campaign())
    tell(settlement_db, merchant(name=EVIL_NAME))
    tell(settlement_db, merchant(BOOKSHOP, "木ノ町書店", company_id=OTHER_COMPANY))
    for number in (1, 2, 3):
        tell(settlement_db, payment(number, 1000 * number, minute=number))
    tell(settlement_db, refund(payment(2, 2000, minute=2)))
    tell(settlement_db, payment(9, 9000, at=BOOKSHOP))
    return settlement_db


@pytest.mark.parametrize(
    ("encoding", "codec", "name", "replaced"),
    [
        (ExportEncoding.UTF_8, "utf-8-sig", EVIL_NAME, 0),
        (ExportEncoding.CP932, "cp932", EVIL_NAME.replace("𠮷", "〓"), 4),
    ],
)
def test_the_file_holds_the_companys_rows_in_order_of_time(
    town: Transactions, encoding: ExportEncoding, codec: str, name: str, replaced: int
) -> None:
    view = ask(town, request(encoding=encoding))
    make_all(town)

    content = fetched(town, view.export_id)

    header, *rows = csv.reader(StringIO(content.decode(codec), newline=""))
    assert tuple(header) == HEADER
    assert [(row[7], row[4], row[2][11:], row[11][11:]) for row in rows] == [
        ("ND", "1000", "12:01:05", ""),
        ("ND", "2000", "12:02:05", ""),
        ("ND", "3000", "12:03:05", ""),
        ("RF", "2000", "12:02:05", "12:12:05"),
    ]
    assert {row[1] for row in rows} == {f"'{name}"}
    assert rows[3][14] == f"{CAMPAIGN_NAME}:hanako01"
    assert shown(town, view.export_id).replaced == replaced


def test_the_view_tells_rows_sums_size_and_digest(town: Transactions) -> None:
    asked = ask(town)
    make_all(town)

    view = shown(town, asked.export_id)
    content = fetched(town, asked.export_id)

    assert (view.state, view.rows, view.parts) == (ExportState.READY, 4, 1)
    assert (view.paid, view.refunded, view.net) == (Yen(6000), Yen(2000), Yen(4000))
    assert view.size_bytes == len(content)
    assert view.sha256 == hashlib.sha256(content).hexdigest()


def test_an_export_of_one_merchant_or_of_no_day_with_payments(
    town: Transactions,
) -> None:
    own = ask(town, request(merchant_code=MerchantCode("t01")))
    empty = ask(town, request(first_on=date(2026, 6, 25)))
    make_all(town)

    assert shown(town, own.export_id).rows == 4
    assert shown(town, empty.export_id).rows == 0
    assert fetched(town, empty.export_id).decode("utf-8-sig").count("\r\n") == 1


def test_both_days_are_included_in_town_time(town: Transactions) -> None:
    with_refund = ask(
        town, request(first_on=date(2026, 6, 24), last_on=date(2026, 6, 24))
    )
    make_all(town)

    assert shown(town, with_refund.export_id).rows == 4


def test_a_large_file_is_cut_into_parts_that_join_again(
    town: Transactions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_export, "PART_BYTES", 100)
    asked = ask(town)
    make_all(town)

    view = shown(town, asked.export_id)
    parts = [fetched(town, asked.export_id, part) for part in range(1, view.parts + 1)]

    assert {len(part) for part in parts[:-1]} == {100}
    assert hashlib.sha256(b"".join(parts)).hexdigest() == view.sha256
    with pytest.raises(ExportNotReady):
        fetched(town, asked.export_id, view.parts + 1)


def test_nothing_of_a_file_lies_in_clear(town: Transactions) -> None:
    ask(town)
    make_all(town)

    with town.begin() as tx:
        content = tx.scalars(select(EXPORT_PART.c.content)).one()

    assert "木ノ町".encode() not in content
    assert b"KNM202601" not in content


def test_a_waiting_export_has_no_file(town: Transactions) -> None:
    with pytest.raises(ExportNotReady):
        fetched(town, ask(town).export_id)


def test_another_companys_export_is_as_unknown_as_none(town: Transactions) -> None:
    asked = ask(town)
    make_all(town)

    for export_id in (asked.export_id, ExportId(uuid4())):
        with pytest.raises(ExportUnknown):
            shown(town, export_id, STRANGER)
        with pytest.raises(ExportUnknown):
            fetched(town, export_id, actor=STRANGER)


def test_a_worker_that_dies_in_the_middle_leaves_nothing_and_another_goes_on(
    town: Transactions,
) -> None:
    asked = ask(town)
    with town.begin() as tx:
        exports.start(tx, asked.export_id)
    with town() as dying, town() as books:
        assert exports.lock(dying, asked.export_id)
        export = exports.find(dying, asked.export_id)
        assert export is not None
        assert make_export.Making(dying, books, export, ENVELOPE).contents().rows == 4

        # While one makes it, the others see no part, and don't make it too.
        assert shown(town, asked.export_id).state is ExportState.RUNNING
        assert _parts(town) == 0
        assert make_export.make_next_export(town, ENVELOPE) == 0

        with town.begin() as tx:
            pid = dying.scalar(text("select pg_backend_pid()"))
            tx.execute(text("select pg_terminate_backend(:pid)"), {"pid": pid})
        dying.invalidate()
    make_all(town)

    assert shown(town, asked.export_id).state is ExportState.READY
    assert _parts(town) == 1


def test_an_export_that_always_fails_is_given_up_and_the_next_gets_its_turn(
    town: Transactions,
) -> None:
    hopeless, healthy = ask(town), ask(town)
    with town.begin() as tx:
        for _ in range(5):
            exports.start(tx, hopeless.export_id)

    make_all(town)

    assert shown(town, hopeless.export_id).state is ExportState.FAILED
    assert shown(town, healthy.export_id).state is ExportState.READY


def _parts(db: Transactions) -> int:
    with db.begin() as tx:
        return tx.scalar(select(func.count()).select_from(EXPORT_PART)) or 0


def test_who_asked_is_told_when_the_file_is_ready(town: Transactions) -> None:
    view = ask(town)
    make_all(town)
    make_all(town)

    told = select(OUTBOX.c.happened).where(OUTBOX.c.event_name == "export_ready")
    with town.begin() as tx:
        [happened] = tx.execute(told).scalars()
    body = happened["body"]
    assert body["receipt_no"] == view.receipt_no
    assert body["staff_id"] == str(OWNER.staff_id)
    assert body["rows"] == shown(town, view.export_id).rows
