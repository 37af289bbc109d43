"""What was sealed and what is booked agree, or the difference is named in yen."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from machiken.contracts.redemption import PeriodSealed, SealedSums
from machiken.contracts.verification import Verification
from machiken.database import Transactions
from machiken.money import Yen
from services.settlement.usecases.verify_books import verify_books
from tests.settlement.town import (
    BAKERY,
    BOOKSHOP,
    CAMPAIGN,
    CODES,
    ISSUER,
    PERIOD,
    payment,
    refund,
)
from tests.settlement.usecases.hearing import tell

SUMS = SealedSums(
    merchant_id=BAKERY,
    merchant_code=CODES[BAKERY],
    payments=2,
    paid=Yen(6_000),
    refunds=1,
    refunded=Yen(3_000),
)
SEALED = PeriodSealed(
    campaign_id=CAMPAIGN,
    issuer_code=ISSUER,
    first_on=date(2026, 6, 24),
    last_on=PERIOD,
    pay_by=date(2026, 7, 15),
    sealed_at=datetime(2026, 6, 30, 15, 0, 1, tzinfo=UTC),
    merchants=(SUMS,),
)


def verified(db: Transactions) -> Verification:
    with db.begin() as tx:
        return verify_books(tx)


def book(db: Transactions) -> None:
    """Book what the seal tells of."""
    for number in (1, 2):
        tell(db, payment(number))
    tell(db, refund(payment(2)))


def test_books_that_hold_what_was_sealed_agree(settlement_db: Transactions) -> None:
    book(settlement_db)
    tell(settlement_db, SEALED)

    found = verified(settlement_db)
    assert (found.differences, found.on_the_way) == ((), 0)


def test_a_seal_that_comes_before_its_payments_says_how_many_are_on_the_way(
    settlement_db: Transactions,
) -> None:
    tell(settlement_db, SEALED)
    tell(settlement_db, payment(1))

    found = verified(settlement_db)
    assert found.on_the_way == 2
    (said,) = found.differences
    assert said == (
        "KNM202601 t01, half-month to 2026-06-30: sealed 3,000円"
        " (2 payments 6,000円, 1 refunds 3,000円), but the ledger holds 3,000円"
        " (1 payments 3,000円, 0 refunds 0円); 2 still on the way"
    )
    tell(settlement_db, payment(2))
    tell(settlement_db, refund(payment(2)))
    assert verified(settlement_db).differences == ()


@pytest.mark.parametrize("off_yen", [-1, 1])
def test_one_yen_is_named_with_its_merchant(
    settlement_db: Transactions, off_yen: int
) -> None:
    book(settlement_db)
    off = replace(SUMS, paid=Yen(6_000 + off_yen))
    tell(settlement_db, replace(SEALED, merchants=(off,)))

    (said,) = verified(settlement_db).differences
    assert said.startswith("KNM202601 t01, half-month to 2026-06-30: sealed")
    assert f"{3_000 + off_yen:,}円" in said
    assert "on the way" not in said


def test_a_payment_booked_but_never_sealed_is_named(
    settlement_db: Transactions,
) -> None:
    book(settlement_db)
    tell(settlement_db, payment(9, at=BOOKSHOP))
    tell(settlement_db, SEALED)

    (said,) = verified(settlement_db).differences
    assert said.startswith("KNM202601 t02, half-month to 2026-06-30: sealed 0円")


def test_what_is_not_sealed_is_not_compared(settlement_db: Transactions) -> None:
    book(settlement_db)
    tell(settlement_db, replace(SEALED, last_on=date(2026, 7, 15), merchants=()))

    assert verified(settlement_db).differences == ()


def test_a_half_month_is_sealed_once(settlement_db: Transactions) -> None:
    tell(settlement_db, SEALED)

    with pytest.raises(IntegrityError):
        tell(settlement_db, replace(SEALED, merchants=()))
