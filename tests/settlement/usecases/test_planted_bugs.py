"""What a listener may do wrong is planted; the sealed sums find it."""

from dataclasses import replace
from uuid import UUID, uuid5

from machiken.contracts.redemption import RedemptionCompleted
from machiken.database import Transactions
from machiken.ids import CheckoutId
from tests.settlement.town import payment, refund
from tests.settlement.usecases.hearing import tell
from tests.settlement.usecases.test_sealed_periods import SEALED, book, verified


def test_an_event_acknowledged_before_its_commit_is_missed(
    settlement_db: Transactions,
) -> None:
    # The broker has forgotten payment 2, and the process died before it wrote.
    tell(settlement_db, payment(1))
    tell(settlement_db, refund(payment(2)))
    tell(settlement_db, SEALED)

    found = verified(settlement_db)
    assert found.on_the_way == 1
    assert any("1 still on the way" in each for each in found.differences)


def test_an_event_that_no_inbox_knows_again_is_counted_twice_and_found(
    settlement_db: Transactions,
) -> None:
    # The journal's own key would absorb a repeat; the bug gives it a new one.
    book(settlement_db)
    tell(settlement_db, _again(payment(1)))
    tell(settlement_db, SEALED)

    (said,) = verified(settlement_db).differences
    assert "the ledger holds 6,000円" in said


def _again(paid: RedemptionCompleted) -> RedemptionCompleted:
    other = CheckoutId(uuid5(UUID(int=7), str(paid.checkout_id)))
    return replace(paid, checkout_id=other)
