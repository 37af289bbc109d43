"""The chain over the ledger names the one row that somebody changed."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from deploy.local.supervision import wait_until
from machiken.database import Transactions
from services.settlement.usecases.book_redemption import book_redemption
from services.settlement.usecases.seal_chain import seal_chain
from tests.settlement.town import event_id, payment
from tests.settlement.usecases.closing import differences
from tests.settlement.usecases.hearing import tell
from tests.settlement.usecases.test_verify_books import by_hand

ROWS = 10_000
LEDGER = """
with written as (
  insert into journal (
    event_id, kind, checkout_id, payment_no, campaign_id, issuer_code, merchant_id,
    merchant_code, login_id, voucher_count, amount_yen, redeemed_at, happened_at,
    period_last_on
  )
  select gen_random_uuid(), 'redemption', gen_random_uuid(), 'p' || n,
    gen_random_uuid(),
    'KNM202601', gen_random_uuid(), 't01', 'hanako01', 1, 1000, now(), now(),
    '2026-06-30'
  from generate_series(1, 10000) n
  returning journal_id, amount_yen, merchant_code, issuer_code
)
insert into entry (journal_id, line, account, amount_yen)
select journal_id, 1, 'vouchers_redeemed:' || issuer_code, amount_yen from written
union all
select journal_id, 2, 'owed_to_merchant:' || issuer_code || ':' || merchant_code,
       -amount_yen from written
"""
REMOVED = """
delete from entry where journal_id = 4; delete from journal where journal_id = 4
"""
CUT_OUT = """
delete from link where journal_id = 3;
update link set position = position - 1 where position = 4;
update link set position = position - 1 where position = 5;
update link set position = position - 1 where position = 6;
update link set position = position - 1 where position = 7
"""


@pytest.fixture
def sealed(settlement_db: Transactions) -> Transactions:
    """Write and seal a few payments."""
    for number in range(1, 8):
        tell(settlement_db, payment(number))
    seal_all(settlement_db)
    return settlement_db


def seal_all(db: Transactions) -> int:
    return sum(iter(lambda: seal_chain(db), 0))


def test_one_edited_row_of_ten_thousand_is_named(
    settlement_db: Transactions, settlement_owner: Transactions
) -> None:
    with settlement_owner.begin() as tx:
        tx.execute(text(LEDGER))
    assert seal_all(settlement_db) == ROWS
    assert differences(settlement_db) == ()
    edited = random.Random(11).randrange(2, ROWS)  # noqa: S311 - repeatable

    by_hand(
        settlement_owner,
        f"update journal set login_id = 'taro' where journal_id = {edited}",  # noqa: S608
    )

    (said,) = differences(settlement_db)
    assert said.startswith(f"journal {edited}: differs from what was sealed")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "update entry set account = 'nowhere' where journal_id = 3 and line = 2",
            "journal 3: differs from what was sealed in link 3",
        ),
        (
            "update journal set recorded_at = now() where journal_id = 5",
            "journal 5: differs",
        ),
        (
            REMOVED,
            "journal 4: removed after it was sealed",
        ),
        ("delete from link where position = 6", "link 6 of the chain is missing"),
        (
            "update link set sha256 = sha256('x') where position = 2",
            "journal 2: differs",
        ),
        (
            CUT_OUT,
            "journal 4: differs",
        ),
    ],
)
def test_what_an_owner_does_by_hand_is_named_at_its_first_place(
    sealed: Transactions,
    settlement_owner: Transactions,
    statement: str,
    said: str,
) -> None:
    with settlement_owner.begin() as tx:
        tx.execute(text("set constraints all deferred"))
        tx.execute(text("alter table entry drop constraint entry_journal_id_fk"))
    try:
        by_hand(settlement_owner, statement)
        assert any(said in each for each in differences(sealed))
    finally:
        with settlement_owner.begin() as tx:
            tx.execute(text("truncate journal, entry, link"))
            tx.execute(text(_FOREIGN_KEY))


def test_a_journal_slipped_in_below_the_chain_is_named(
    sealed: Transactions, settlement_owner: Transactions
) -> None:
    by_hand(settlement_owner, SLIPPED_IN)

    assert "journal 0: stands in no link of the chain" in differences(sealed)


def test_sealing_again_adds_nothing(sealed: Transactions) -> None:
    assert seal_chain(sealed) == 0


def test_a_journal_on_its_way_is_waited_for_before_the_end_is_fixed(
    settlement_db: Transactions,
) -> None:
    with ThreadPoolExecutor(1) as worker, settlement_db.begin() as slow:
        book_redemption(slow, payment(1), event_id("slow"))
        tell(settlement_db, payment(2))
        sealing = worker.submit(seal_chain, settlement_db)
        wait_until(lambda: _somebody_waits(settlement_db), 10, "the sealer waits")
        slow.commit()
        assert sealing.result(10) == 2

    assert differences(settlement_db) == ()


def _somebody_waits(db: Transactions) -> bool:
    waiting = "select count(*) from pg_locks where locktype='advisory' and not granted"
    with db.begin() as tx:
        return bool(tx.scalar(text(waiting)))


SLIPPED_IN = """
insert into journal overriding system value
select 0, gen_random_uuid(), kind, gen_random_uuid(), refund_id, payment_no,
  campaign_id, issuer_code, merchant_id, merchant_code, staff_id, login_id,
  voucher_count, amount_yen, redeemed_at, happened_at, period_last_on, recorded_at
from journal where journal_id = 1;
insert into entry select 0, line, account, amount_yen from entry where journal_id = 1
"""
_FOREIGN_KEY = (
    "alter table entry add constraint entry_journal_id_fk"
    " foreign key (journal_id) references journal (journal_id)"
)
