"""Balances and part refunds beside their model: every answer, and the books at last."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyFailure
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from deploy.local.stack import Stack
from machiken.contracts.redemption import Receipt
from machiken.ids import VoucherCode
from machiken.money import Yen
from machiken.refusals import Refusal
from services.redemption.usecases import read_voucher, refund_payment
from tests.conftest import emptied, owner_url
from tests.redemption.model.papers import No
from tests.redemption.model.parts import Purse, Slip
from tests.redemption.till import Till
from tests.redemption.town import A_NOON, Town

BOUNDED = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
SHOPS = ("t01", "t02")
shops = st.sampled_from(SHOPS)
picks = st.integers(0, 5)


class Parts(RuleBasedStateMachine):
    """Two shops and six vouchers that are taken and given back in parts."""

    def __init__(self, town: Town, reset: Callable[[], None]) -> None:
        """Begin with six vouchers on sale."""
        super().__init__()
        reset()
        self.town = town
        town.set_clock(A_NOON)
        town.apply(switches={"balances": True, "part_refunds": True}, unit=Yen(100))
        self.purse = Purse()
        self.tills = {shop: Till(town=town, actor=town.staff(shop)) for shop in SHOPS}
        self.codes: list[VoucherCode] = []
        self.receipts: list[Receipt] = []

    @initialize()
    def begin(self) -> None:
        """Put six vouchers on sale."""
        self.codes = self.town.sold(6)
        self.purse.issue(range(1, 7))

    @rule(
        shop=shops,
        wanted=st.sampled_from([100, 300, 700, 1_000, 1_300, 2_500]),
        some=st.lists(picks, min_size=1, max_size=3),
    )
    def take(self, shop: str, wanted: int, some: list[int]) -> None:
        """Read towards a target and redeem, or abort where a read is refused."""
        till = self.tills[shop]

        def theirs() -> Receipt:
            checkout_id = till.open(wanted)
            try:
                till.read(checkout_id, *(self.codes[pick] for pick in some))
            except Refusal:
                till.abort(checkout_id)
                raise
            return till.redeem(checkout_id)

        self._paid(lambda: self.purse.take(shop, wanted, _serials(some)), theirs)

    @rule(shop=shops, some=st.lists(picks, min_size=1, max_size=3))
    def pay(self, shop: str, some: list[int]) -> None:
        """Take all that is on some vouchers, in one step."""
        codes = [self.codes[pick] for pick in some]
        self._paid(
            lambda: self.purse.pay(shop, _serials(some)),
            lambda: self.tills[shop].pay(*codes),
        )

    @precondition(lambda self: self.receipts)
    @rule(
        which=picks,
        some=st.lists(picks, max_size=2),
        off=st.sampled_from([0, 0, 0, 0, 100]),
    )
    def refund(self, which: int, some: list[int], off: int) -> None:
        """Give some vouchers of a payment back, or all that are left."""
        place = -1 - which % len(self.receipts)
        slip, receipt = self.purse.slips[place], self.receipts[place]
        serials = _serials(some)
        named = {serial: slip.took.get(serial, 0) for serial in serials or slip.left}
        believed = sum(named.values()) + off
        till = self.tills[slip.shop]
        asked = {"serials": tuple(serials), "amount": Yen(believed)}
        ours = _said(lambda: self.purse.refund(slip, serials, believed))
        theirs = _said(lambda: till.refund(receipt, **asked))
        assert _refusal(ours) == _refusal(theirs)
        if isinstance(theirs, Receipt):
            assert theirs.refundable == Yen(sum(slip.left.values()))
            assert len(theirs.refunds) == len(slip.given)

    def teardown(self) -> None:
        """Compare every balance and every sum, and have the books recomputed."""
        kept = self.town.everything()["voucher"]
        assert {row["serial"]: row["balance_yen"] for row in kept} == self.purse.held
        verified = self.town.verified()
        assert verified.differences == ()
        assert {
            each.merchant_code: (
                each.payments,
                each.paid.amount,
                each.refunds,
                each.refunded.amount,
            )
            for each in verified.merchants
        } == self.purse.sums()

    def _paid(self, ours: Callable[[], Slip], theirs: Callable[[], Receipt]) -> None:
        slip, receipt = _said(ours), _said(theirs)
        assert _refusal(slip) == _refusal(receipt)
        if isinstance(slip, Slip) and isinstance(receipt, Receipt):
            assert receipt.total == Yen(sum(slip.took.values()))
            self.receipts.append(receipt)


def test_parts_are_taken_and_given_back_as_the_model_says(
    stack: Stack, empty_town: Town
) -> None:
    run(stack, empty_town)


@pytest.mark.parametrize("bug", ["takes it whole", "gives all of it back"])
def test_the_machine_finds_a_bug_about_parts(
    stack: Stack, empty_town: Town, monkeypatch: pytest.MonkeyPatch, bug: str
) -> None:
    if bug == "takes it whole":
        monkeypatch.setattr(read_voucher, "given", lambda _rules, worth, _: worth)
    else:
        monkeypatch.setattr(
            refund_payment, "chosen", lambda _rules, lines, _serials: lines
        )

    with pytest.raises((AssertionError, FlakyFailure)):
        run(stack, empty_town)


def run(stack: Stack, town: Town) -> None:
    """Let the machine run."""
    reset = partial(emptied, owner_url(stack, "redemption"), "redemption")

    class Bound(Parts):
        def __init__(self) -> None:
            super().__init__(town, reset)

    run_state_machine_as_test(Bound, settings=BOUNDED)


def _serials(some: list[int]) -> list[int]:
    return [pick + 1 for pick in some]


def _said(work: Callable[[], object]) -> object:
    try:
        return work()
    except (No, Refusal) as refusal:
        return refusal.code if isinstance(refusal, Refusal) else str(refusal)


def _refusal(answer: object) -> str:
    return answer if isinstance(answer, str) else ""
