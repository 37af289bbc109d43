"""A phone that missed an answer reads again under the same id."""

from uuid import uuid4

import pytest

from machiken.contracts.redemption import VoucherReadTwice
from machiken.ids import ReadId
from machiken.money import Yen
from tests.redemption.refusing import refusing
from tests.redemption.till import Till


def test_the_same_read_sent_again_is_one_read(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    checkout_id = bakery.open(3_000)
    read_id = ReadId(uuid4())

    first = bakery.read_as(checkout_id, code, read_id)
    again = bakery.read_as(checkout_id, code, read_id)

    assert again == first
    assert [each.read_id for each in again.reads] == [read_id]
    assert again.total == Yen(1_000)


@pytest.mark.parametrize("named", [True, False], ids=["by another id", "without an id"])
def test_the_same_paper_read_anew_is_refused(bakery: Till, *, named: bool) -> None:
    (code,) = bakery.town.sold(1)
    checkout_id = bakery.open(3_000)
    bakery.read_as(checkout_id, code, ReadId(uuid4()))

    with refusing(bakery.town, VoucherReadTwice) as refused:
        if named:
            bakery.read_as(checkout_id, code, ReadId(uuid4()))
        else:
            bakery.read(checkout_id, code)

    assert refused.facts["position"] == "1"


def test_a_paper_that_was_taken_out_may_be_read_again(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    checkout_id = bakery.open(3_000)
    bakery.read_as(checkout_id, code, ReadId(uuid4()))
    bakery.undo(checkout_id, 1)

    view = bakery.read_as(checkout_id, code, ReadId(uuid4()))

    assert [each.position for each in view.reads] == [2]
