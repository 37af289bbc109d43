import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from machiken.database import Transactions
from tests.settlement.town import payment
from tests.settlement.usecases.hearing import tell


@pytest.mark.parametrize("table", ["journal", "entry"])
@pytest.mark.parametrize(
    "statement",
    [
        "update {} set journal_id = journal_id",
        "delete from {}",
        "truncate {} cascade",
        "alter table {} disable trigger all",
    ],
)
def test_the_service_can_neither_change_nor_remove_what_is_booked(
    settlement_db: Transactions, table: str, statement: str
) -> None:
    tell(settlement_db, payment(1))

    with pytest.raises(ProgrammingError), settlement_db.begin() as tx:
        tx.execute(text(statement.format(table)))


@pytest.mark.parametrize("yen", [-1, 1])
def test_a_line_that_puts_a_journal_off_never_commits(
    settlement_db: Transactions, yen: int
) -> None:
    tell(settlement_db, payment(1))
    line = text(_ONE_MORE_LINE).bindparams(yen=yen)

    with pytest.raises(IntegrityError, match="off by"), settlement_db.begin() as tx:
        tx.execute(line)


def test_a_journal_without_entries_never_commits(settlement_db: Transactions) -> None:
    tell(settlement_db, payment(1))

    with (
        pytest.raises(IntegrityError, match="has 0 lines"),
        settlement_db.begin() as tx,
    ):
        tx.execute(text(_JOURNAL))


_JOURNAL = """
insert into journal (
    event_id, kind, checkout_id, payment_no, campaign_id, issuer_code, merchant_id,
    merchant_code, login_id, amount_yen, redeemed_at, happened_at, period_last_on
)
select gen_random_uuid(), kind, gen_random_uuid(), payment_no, campaign_id, issuer_code,
    merchant_id, merchant_code, login_id, amount_yen, redeemed_at, happened_at,
    period_last_on
from journal limit 1
returning journal_id
"""
_ONE_MORE_LINE = """
insert into entry (journal_id, line, account, amount_yen)
select journal_id, 3, 'nowhere', :yen from journal
"""
