from machiken.contracts.redemption import CheckoutClosed, CheckoutState
from tests.redemption.refusing import refusing
from tests.redemption.till import Till


def test_an_aborted_checkout_has_redeemed_nothing(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    checkout_id = bakery.open(1_000)
    bakery.read(checkout_id, code)
    view = bakery.abort(checkout_id)

    assert (view.state, view.receipt) == (CheckoutState.ABORTED, None)
    assert bakery.balance(code).used_at is None


def test_aborting_twice_is_aborting_once(bakery: Till) -> None:
    checkout_id = bakery.open(1_000)
    aborted = bakery.abort(checkout_id)
    before = bakery.town.everything()

    assert bakery.abort(checkout_id) == aborted
    assert bakery.town.everything() == before


def test_an_aborted_checkout_takes_and_redeems_nothing_more(bakery: Till) -> None:
    one, other = bakery.town.sold(2)
    checkout_id = bakery.open(2_000)
    bakery.read(checkout_id, one)
    bakery.abort(checkout_id)

    for attempt in (
        lambda: bakery.read(checkout_id, other),
        lambda: bakery.undo(checkout_id, 1),
        lambda: bakery.redeem(checkout_id),
    ):
        with refusing(bakery.town, CheckoutClosed) as refused:
            attempt()
        assert refused.facts == {"state": "aborted"}


def test_what_is_redeemed_can_not_be_aborted(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    checkout_id = bakery.open(1_000)
    bakery.read(checkout_id, code)
    bakery.redeem(checkout_id)

    with refusing(bakery.town, CheckoutClosed) as refused:
        bakery.abort(checkout_id)
    assert refused.facts == {"state": "redeemed"}
