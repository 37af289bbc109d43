from functools import partial

import pytest

from machiken.contracts.redemption import BatchState, PrintFileKind
from machiken.money import Yen
from services.redemption.domain.voucher_code import Series, read_code
from services.redemption.usecases import issue_batch
from tests.redemption.races.at_once import at_once
from tests.redemption.till import Till
from tests.redemption.town import Town


def test_every_voucher_gets_a_serial_a_code_and_its_face_value(bakery: Till) -> None:
    codes = bakery.town.sold(3)
    views = [bakery.balance(code) for code in codes]

    assert [view.serial for view in views] == [1, 2, 3]
    assert [view.code_tail for view in views] == [code[-4:] for code in codes]
    assert {view.balance for view in views} == {Yen(1_000)}
    assert len(set(codes)) == 3


def test_a_code_is_nowhere_in_clear(town: Town) -> None:
    codes = town.sold(3)
    kept = repr(town.everything())

    assert not any(code in kept or code[5:-4] in kept for code in codes)


def test_samples_say_so_in_code_and_row(bakery: Till) -> None:
    (code,) = bakery.town.sold(1, sample=True)

    assert read_code(bakery.town.key, code).series is Series.SAMPLE
    assert bakery.balance(code).sample


def test_the_oldest_batch_is_issued_first_and_then_there_is_none(town: Town) -> None:
    first, second = town.request(2), town.request(3)

    assert [town.work("issue") for _ in range(3)] == [2, 3, 0]
    assert town.batch(first.batch_id).state is BatchState.ISSUED
    assert town.batch(second.batch_id).first_serial == 3


def test_twelve_workers_issue_six_batches_once_each(town: Town) -> None:
    for _ in range(6):
        town.request(50)
    issued = at_once([partial(town.work, "issue")] * 12)

    assert sorted(issued, key=str) == [0] * 6 + [50] * 6
    assert town.one("select count(*) from voucher") == 300


def test_a_long_list_comes_in_parts_that_join_without_a_gap(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue_batch, "PART_VOUCHERS", 4)
    batch = town.unsold(10)
    parts = [
        town.fetch(batch.batch_id, PrintFileKind.CODES, part).content.decode()
        for part in (1, 2, 3)
    ]

    assert batch.codes_parts == 3
    lines = "".join(parts).splitlines()
    assert [line.split(",")[0] for line in lines] == [str(n) for n in range(1, 11)]


def test_a_worker_that_dies_leaves_nothing_of_a_batch(town: Town) -> None:
    town.request(3)
    before = town.everything()

    with town.db() as tx:
        issue_batch.issue_batch(tx, key=town.key, envelope=town.envelope)
        tx.rollback()

    assert town.everything() == before
    assert town.work("issue") == 3
