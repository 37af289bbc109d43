from machiken.money import Yen
from services.settlement.domain.accounts import Kind
from services.settlement.domain.journal import of_redemption, of_refund
from tests.settlement.town import payment, refund


def test_a_redemption_happened_when_it_was_redeemed() -> None:
    journal = of_redemption(payment(1))

    assert journal.kind is Kind.REDEMPTION
    assert journal.happened_at == journal.redeemed_at == payment(1).redeemed_at


def test_a_refund_keeps_both_moments() -> None:
    told = refund(payment(1), minutes_later=7)

    journal = of_refund(told)

    assert journal.kind is Kind.REFUND
    assert journal.redeemed_at == told.redeemed_at
    assert journal.happened_at == told.refunded_at


def test_the_amount_of_a_refund_is_positive_and_its_entries_have_the_sign() -> None:
    journal = of_refund(refund(payment(1, 2000)))

    assert journal.amount == Yen(2000)
    assert [entry.amount for entry in journal.entries] == [Yen(-2000), Yen(2000)]
