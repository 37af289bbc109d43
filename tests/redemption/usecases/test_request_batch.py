from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from machiken.contracts.redemption import (
    BatchCountOff,
    BatchNotReady,
    BatchReused,
    BatchState,
    BatchUnknown,
    CampaignUnknown,
)
from machiken.ids import BatchId, IssuerCode
from tests.redemption.races.at_once import at_once
from tests.redemption.refusing import refusing
from tests.redemption.till import Till
from tests.redemption.town import Town


def test_a_batch_is_noted_and_left_to_a_worker(town: Town) -> None:
    batch = town.request(3)

    assert (batch.state, batch.count, batch.sample) == (BatchState.REQUESTED, 3, False)
    assert (batch.first_serial, batch.sheet_parts, batch.codes_parts) == (1, 0, 0)
    assert town.one("select count(*) from voucher") == 0


def test_serials_run_on_without_a_gap(town: Town) -> None:
    firsts = [town.request(count).first_serial for count in (3, 1, 5)]

    assert firsts == [1, 4, 5]


def test_the_same_request_again_changes_nothing(town: Town) -> None:
    batch = town.request(3)
    before = town.everything()

    assert town.request(3, batch_id=batch.batch_id) == batch
    assert town.everything() == before


def test_twenty_at_once_are_one_batch(town: Town) -> None:
    batch_id = BatchId(uuid4())
    views = at_once([partial(town.request, 3, batch_id=batch_id)] * 20)

    assert all(view == views[0] for view in views)
    assert town.request(1).first_serial == 4


@pytest.mark.parametrize("changes", [{"count": 4}, {"count": 3, "sample": True}])
def test_the_id_of_a_batch_stands_for_one_batch(
    town: Town, changes: dict[str, Any]
) -> None:
    batch = town.request(3)

    with refusing(town, BatchReused):
        town.request(batch_id=batch.batch_id, **changes)


@pytest.mark.parametrize("count", [-1, 0, 1_000_001, 2**63])
def test_a_batch_of_an_impossible_size_is_refused(town: Town, count: int) -> None:
    with refusing(town, BatchCountOff) as refused:
        town.request(count)
    assert refused.facts == {"count_max": "1000000"}


def test_a_batch_of_an_unknown_campaign_is_refused(town: Town) -> None:
    with refusing(town, CampaignUnknown):
        town.request(1, issuer_code=IssuerCode("NOBODY001"))


def test_a_batch_is_sold_once_it_is_issued(town: Town) -> None:
    batch = town.unsold(2)

    assert batch.state is BatchState.ISSUED
    assert town.activate(batch.batch_id).state is BatchState.LIVE


def test_selling_twice_is_selling_once(town: Town) -> None:
    batch = town.unsold(2)
    sold = town.activate(batch.batch_id)
    before = town.everything()

    assert town.activate(batch.batch_id) == sold
    assert town.everything() == before


def test_a_batch_that_is_not_issued_can_not_be_sold(town: Town) -> None:
    batch = town.request(2)

    with refusing(town, BatchNotReady):
        town.activate(batch.batch_id)


def test_an_unknown_batch_is_refused(town: Town) -> None:
    with refusing(town, BatchUnknown):
        town.activate(BatchId(uuid4()))
    with refusing(town, BatchUnknown):
        town.batch(BatchId(uuid4()))


def test_only_the_sold_batch_can_be_redeemed(bakery: Till) -> None:
    (sold,) = bakery.town.sold(1)
    unsold = bakery.town.unsold(1)

    assert bakery.pay(sold).count == 1
    assert unsold.state is BatchState.ISSUED
