"""A payment that is given back in parts: each a journal, and together never more."""

from dataclasses import replace

from machiken.contracts.redemption import PaymentRefunded
from machiken.database import Transactions
from machiken.ids import RefundId
from machiken.money import Yen
from tests.settlement.town import payment, refund
from tests.settlement.usecases.hearing import tell
from tests.settlement.usecases.test_sealed_periods import SEALED, SUMS, verified

PAID = payment(1, 5_000)


def part(number: int, yen: int) -> PaymentRefunded:
    """Return one of the payment's refunds."""
    refund_id = RefundId(refund(payment(100 + number)).refund_id)
    return replace(
        refund(PAID, minutes_later=number),
        refund_id=refund_id,
        amount=Yen(yen),
        number=number,
        count=yen // 1_000,
    )


def test_every_part_is_booked_and_agrees_with_the_seal(
    settlement_db: Transactions,
) -> None:
    sums = replace(SUMS, payments=1, paid=Yen(5_000), refunds=2, refunded=Yen(3_000))
    for event in (part(2, 2_000), PAID, part(1, 1_000), part(2, 2_000)):
        tell(settlement_db, event)
    tell(settlement_db, replace(SEALED, merchants=(sums,)))

    found = verified(settlement_db)
    assert (found.differences, found.on_the_way) == ((), 0)
    (merchant,) = found.merchants
    assert (merchant.payments, merchant.paid) == (1, Yen(5_000))
    assert (merchant.refunds, merchant.refunded) == (2, Yen(3_000))


def test_parts_that_are_more_than_the_payment_are_named(
    settlement_db: Transactions,
) -> None:
    for event in (PAID, part(1, 3_000), part(2, 3_000)):
        tell(settlement_db, event)

    told = verified(settlement_db).differences
    assert len(told) == 2
    assert all("refunds what payment" in each for each in told)
