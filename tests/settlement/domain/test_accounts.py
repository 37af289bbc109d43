from machiken.ids import MerchantCode
from machiken.money import ZERO, Yen, total
from services.settlement.domain.accounts import (
    Kind,
    entries,
    issuers,
    owed_to_merchant,
)
from tests.settlement.town import ISSUER

T01 = MerchantCode("t01")


def test_a_redemption_is_credited_to_the_merchant() -> None:
    redeemed, owed = entries(Kind.REDEMPTION, ISSUER, T01, Yen(5000))

    assert (redeemed.account, redeemed.amount) == (
        issuers(Kind.REDEMPTION, ISSUER),
        Yen(5000),
    )
    assert (owed.account, owed.amount) == (owed_to_merchant(ISSUER, T01), Yen(-5000))


def test_a_refund_undoes_its_redemption_line_by_line() -> None:
    both = zip(
        entries(Kind.REDEMPTION, ISSUER, T01, Yen(5000)),
        entries(Kind.REFUND, ISSUER, T01, Yen(5000)),
        strict=True,
    )

    assert all(
        there.account == back.account and there.amount + back.amount == ZERO
        for there, back in both
    )


def test_every_journal_sums_to_zero() -> None:
    for kind in Kind:
        lines = entries(kind, ISSUER, T01, Yen(1000))

        assert total(line.amount for line in lines) == ZERO
