import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from machiken.contracts.verification import MerchantTotal, Verification
from machiken.database import Transactions
from machiken.ids import MerchantCode
from machiken.money import Yen
from services.settlement.usecases.verify_books import verify_books
from tests.settlement.town import ISSUER, payment, refund
from tests.settlement.usecases.hearing import tell


def verified(db: Transactions) -> Verification:
    with db.begin() as tx:
        return verify_books(tx)


@pytest.fixture
def told(settlement_db: Transactions) -> Transactions:
    """Tell three payments, one of them given back."""
    for number in (1, 2, 3):
        tell(settlement_db, payment(number, 3000))
    tell(settlement_db, refund(payment(2, 3000)))
    return settlement_db


def by_hand(owner: Transactions, statement: str) -> None:
    with owner.begin() as tx:
        for trigger in ("entry disable trigger user", "journal disable trigger user"):
            tx.execute(text(f"alter table {trigger}"))
        tx.execute(text(statement))
        for trigger in ("entry enable trigger user", "journal enable trigger user"):
            tx.execute(text(f"alter table {trigger}"))


def test_sound_books_show_no_difference(told: Transactions) -> None:
    found = verified(told)

    assert found.differences == ()
    assert found.checked == {"journal": 4, "entry": 8, "link": 0}
    assert found.on_the_way == 0
    assert found.merchants == (
        MerchantTotal(
            issuer_code=ISSUER,
            merchant_code=MerchantCode("t01"),
            payments=3,
            paid=Yen(9000),
            refunds=1,
            refunded=Yen(3000),
        ),
    )


ONE_YEN = (
    "update entry set amount_yen = amount_yen + 1"
    " where line = 1 and journal_id = (select min(journal_id) from journal)"
)
BOTH_LINES = (
    "update entry set amount_yen = amount_yen + sign(amount_yen)"
    " where journal_id = (select min(journal_id) from journal)"
)
ELSEWHERE = (
    "update entry set account = replace(account, 't01', 't02')"
    " where journal_id = (select min(journal_id) from journal)"
)
GONE = "delete from entry where journal_id in (select min(journal_id) from journal)"
OTHER_PAYMENT = (
    "update journal set checkout_id = gen_random_uuid() where kind = 'refund'"
)


@pytest.mark.parametrize(
    ("statement", "difference"),
    [
        (ONE_YEN, "sum to +1 yen"),
        (BOTH_LINES, "differ from payment"),
        (ELSEWHERE, "differ from payment"),
        ("update journal set amount_yen = amount_yen + 1", "differ from payment"),
        ("update journal set merchant_code = 't02'", "differ from payment"),
        ("delete from entry where line = 2", "sum to"),
        (GONE, "differ from payment"),
        (OTHER_PAYMENT, "refunds what payment"),
    ],
)
def test_one_yen_changed_by_the_owner_is_named(
    told: Transactions, settlement_owner: Transactions, statement: str, difference: str
) -> None:
    by_hand(settlement_owner, statement)

    assert any(difference in each for each in verified(told).differences)


def test_an_owner_who_changes_one_line_is_refused_at_commit(
    told: Transactions, settlement_owner: Transactions
) -> None:
    with (
        pytest.raises(IntegrityError, match="off by 1 yen"),
        settlement_owner.begin() as tx,
    ):
        tx.execute(text(ONE_YEN))

    assert verified(told).differences == ()
