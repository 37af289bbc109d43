"""Whose account is changed is told, by whom is written down, and two have to agree."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from machiken import clock
from machiken.contracts.settlement import (
    AccountKind,
    Accounts,
    AccountsQuery,
    AlreadyDecided,
    ExportMerchantUnknown,
    SamePerson,
    StatementState,
)
from machiken.database import Transactions
from machiken.town_time import town_day
from services.settlement.domain.account_change import serving
from services.settlement.store import accounts
from services.settlement.usecases.show_accounts import show_accounts
from tests.settlement.town import (
    BAKERY,
    BOOKSHOP,
    CAMPAIGN,
    ISSUER,
    OTHER_COMPANY,
    OWNER,
    STRANGER,
    campaign,
    merchant,
)
from tests.settlement.usecases.closing import APPROVER, CLERK
from tests.settlement.usecases.hearing import tell
from tests.settlement.usecases.paying import KEY, asked, decided


@pytest.fixture
def db(settlement_db: Transactions) -> Transactions:
    """Tell of two merchants of two companies."""
    tell(settlement_db, campaign())
    tell(settlement_db, merchant(BAKERY))
    tell(settlement_db, merchant(BOOKSHOP, "木ノ町書店", company_id=OTHER_COMPANY))
    return settlement_db


def listed(db: Transactions, actor: object = CLERK) -> Accounts:
    with db.begin() as tx:
        return show_accounts(tx, AccountsQuery(issuer_code=ISSUER), actor, KEY)  # type: ignore[arg-type]


def test_an_account_is_shown_by_its_last_digits_only(db: Transactions) -> None:
    asked(db)

    (only,) = listed(db).accounts
    assert (only.number_tail, only.kind) == ("567", AccountKind.ORDINARY)
    assert (only.bank_name, only.holder) == ("みずほ", "ｷﾉﾏﾁﾍﾞ-ｶﾘ-")
    assert "1234567" not in repr(only)


def test_nobody_approves_what_he_asked_for(db: Transactions) -> None:
    change = asked(db, actor=APPROVER)

    with pytest.raises(SamePerson):
        decided(db, change, APPROVER)


def test_a_decision_stays(db: Transactions) -> None:
    change = asked(db)
    assert decided(db, change) == decided(db, change)

    with pytest.raises(AlreadyDecided):
        decided(db, change, approved=False)


def test_the_first_account_serves_at_once_and_a_changed_one_after_a_cool_down(
    db: Transactions,
) -> None:
    first = decided(db, asked(db))
    second = decided(db, asked(db, number="7654321"))
    with db.begin() as tx:
        today = town_day(clock.now(tx))
        own = accounts.approved(tx, CAMPAIGN, KEY)[BAKERY]

    assert first.usable_from is None
    assert second.usable_from == today + timedelta(days=1)
    for first_on, tail in ((today, "567"), (today + timedelta(days=1), "321")):
        serves = serving(own, first_on, StatementState.CLOSED)
        assert serves is not None
        assert serves.account.number_tail == tail
    mended = serving(own, today, StatementState.RETURNED)
    assert mended is not None
    assert mended.account.number_tail == "321"


def test_what_was_rejected_serves_nobody(db: Transactions) -> None:
    decided(db, asked(db), approved=False)

    with db.begin() as tx:
        own = accounts.approved(tx, CAMPAIGN, KEY)
    assert serving(own.get(BAKERY, ()), date(2030, 1, 1), StatementState.CLOSED) is None


def test_a_company_asks_for_and_sees_its_own_merchants_only(db: Transactions) -> None:
    asked(db, actor=OWNER)
    with pytest.raises(ExportMerchantUnknown):
        asked(db, BOOKSHOP, actor=OWNER)

    assert len(listed(db, OWNER).accounts) == 1
    assert listed(db, STRANGER).accounts == ()


def test_every_step_is_told_to_the_merchant(db: Transactions) -> None:
    decided(db, asked(db, actor=OWNER))

    with db.begin() as tx:
        said = list(
            tx.scalars(text("select happened->'body'->>'news' from outbox order by 1"))
        )
    assert said == ["approved", "requested"]


@pytest.mark.parametrize("table", ["account_change", "account_decision", "payer"])
@pytest.mark.parametrize("statement", ["delete from {}", "update {} set sealed = ''"])
def test_what_was_asked_for_can_be_neither_changed_nor_removed(
    db: Transactions, table: str, statement: str
) -> None:
    with pytest.raises(ProgrammingError), db.begin() as tx:
        tx.execute(text(statement.format(table)))


def test_the_database_knows_two_persons_too(
    db: Transactions, settlement_owner: Transactions
) -> None:
    asked(db)
    alone = (
        "insert into account_decision select change_id, requested_by, true,"
        " requested_by, requester, now(), null from account_change"
    )

    with (
        pytest.raises(IntegrityError, match="two_persons"),
        settlement_owner.begin() as tx,
    ):
        tx.execute(text(alone))
