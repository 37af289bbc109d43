from uuid import uuid4

import pytest

from machiken.contracts.redemption import BatchNotReady, BatchUnknown, PrintFileKind
from machiken.ids import BatchId
from tests.redemption.refusing import refusing
from tests.redemption.town import Town


def test_every_fetch_is_noted_with_who_and_what(town: Town) -> None:
    batch = town.unsold(2)
    town.fetch(batch.batch_id, PrintFileKind.CODES)
    town.fetch(batch.batch_id, PrintFileKind.CODES)

    noted = town.everything()["print_file_fetch"]
    assert [(row["batch_id"], row["kind"], row["part"]) for row in noted] == [
        (batch.batch_id, "codes", 1)
    ] * 2
    assert {row["fetched_by"] for row in noted} == {"operator"}


def test_a_file_that_is_not_there_yet_is_refused(town: Town) -> None:
    requested, issued = town.request(1), town.unsold(1)

    for kind in PrintFileKind:
        with refusing(town, BatchNotReady):
            town.fetch(issued.batch_id, kind, 2)
    with refusing(town, BatchNotReady):
        town.fetch(issued.batch_id, PrintFileKind.SHEET)
    assert requested.codes_parts == 0


@pytest.mark.parametrize("part", [0, -1, 2, 2**31, 2**63])
def test_a_part_that_does_not_exist_is_refused(town: Town, part: int) -> None:
    batch = town.unsold(1)

    with refusing(town, BatchNotReady):
        town.fetch(batch.batch_id, PrintFileKind.CODES, part)


def test_a_file_of_an_unknown_batch_is_refused(town: Town) -> None:
    with refusing(town, BatchUnknown):
        town.fetch(BatchId(uuid4()), PrintFileKind.CODES)
