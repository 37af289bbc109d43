import pytest

from machiken.contracts.redemption import VoucherIsStopped, VoucherUnknown
from machiken.money import Yen
from tests.redemption.refusing import refusing
from tests.redemption.till import Till
from tests.redemption.town import Town


def test_a_stopped_voucher_is_refused_and_its_neighbour_is_not(bakery: Till) -> None:
    town = bakery.town
    lost, kept = town.sold(2)
    town.stop(1)

    with refusing(town, VoucherIsStopped):
        bakery.pay(lost)
    assert bakery.balance(lost).stopped
    assert bakery.pay(kept).total == Yen(1_000)


def test_who_stopped_it_and_why_is_kept(town: Town) -> None:
    town.sold(1)
    stopped = town.stop(1, "紛失の届出")

    (row,) = town.everything()["voucher"]
    assert (row["stopped_by"], row["stop_reason"]) == ("operator", "紛失の届出")
    assert row["stopped_at"] == stopped.stopped_at


def test_stopping_twice_tells_the_first_moment(town: Town) -> None:
    town.sold(1)
    first = town.stop(1)
    before = town.everything()

    assert town.stop(1, "another reason") == first
    assert town.everything() == before


@pytest.mark.parametrize("serial", [0, -1, 3])
def test_an_unknown_serial_is_refused(town: Town, serial: int) -> None:
    town.sold(2)

    with refusing(town, VoucherUnknown):
        town.stop(serial)


def test_a_voucher_stopped_after_its_payment_stays_paid_until_a_refund(
    bakery: Till,
) -> None:
    town = bakery.town
    (code,) = town.sold(1)
    receipt = bakery.pay(code)
    town.stop(1)
    bakery.refund(receipt)

    view = bakery.balance(code)
    assert (view.balance, view.stopped) == (Yen(1_000), True)
    with refusing(town, VoucherIsStopped):
        bakery.pay(code)
    assert town.verified().differences == ()


@pytest.mark.parametrize("serial", [0, -1, 2, 2**63, 2**70])
def test_a_serial_that_no_voucher_can_have_is_unknown(town: Town, serial: int) -> None:
    town.sold(1)

    with refusing(town, VoucherUnknown):
        town.stop(serial)
    with refusing(town, VoucherUnknown):
        town.replace(serial)
