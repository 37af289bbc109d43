import pytest

from machiken.ids import StaffId
from services.notify.domain.completions import letters, of_redemption, of_refund
from services.notify.domain.facts import PaymentFacts
from services.notify.domain.letters import LetterKind
from tests.notify.town import HANAKO, TARO, event_id, payment, refund


@pytest.mark.parametrize(
    ("acted", "readers"),
    [(TARO, [TARO, HANAKO]), (HANAKO, [HANAKO]), (None, [HANAKO])],
)
def test_who_acted_and_the_representative_are_told_each_once(
    acted: StaffId | None, readers: list[StaffId]
) -> None:
    completion = of_redemption(payment(by=acted), event_id("a payment"))

    written = letters(
        completion, merchant_name="木ノ町ベーカリー", representative_id=HANAKO
    )

    assert [letter.reader for letter in written] == readers


def test_a_refund_is_told_with_both_moments() -> None:
    completion = of_refund(refund(payment()), event_id("a refund"))

    assert completion.kind is LetterKind.REFUND_COMPLETED
    assert isinstance(completion.facts, PaymentFacts)
    assert completion.facts.refunded_at == refund(payment()).refunded_at
    assert completion.facts.redeemed_at == payment().redeemed_at
