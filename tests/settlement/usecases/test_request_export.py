from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from machiken.contracts.settlement import (
    ExportMerchantUnknown,
    ExportReused,
    ExportState,
    TooManyExports,
)
from machiken.database import Transactions
from machiken.ids import MerchantCode
from machiken.money import ZERO
from services.settlement.usecases.list_merchants import list_merchants
from services.settlement.usecases.show_exports import show_exports
from tests.settlement.town import (
    BOOKSHOP,
    OTHER_COMPANY,
    OWNER,
    STRANGER,
    campaign,
    merchant,
)
from tests.settlement.usecases.asking import ask, make_all, request
from tests.settlement.usecases.hearing import tell


@pytest.fixture
def town(settlement_db: Transactions) -> Transactions:
    """Register our bakery, and a bookshop of another company."""
    tell(settlement_db, campaign())
    tell(settlement_db, merchant())
    tell(settlement_db, merchant(BOOKSHOP, "木ノ町書店", company_id=OTHER_COMPANY))
    return settlement_db


def test_an_accepted_export_waits_and_has_a_receipt_no(town: Transactions) -> None:
    view = ask(town)

    assert view.state is ExportState.ACCEPTED
    day, _, number = view.receipt_no.partition("-")
    assert (len(day), len(number)) == (8, 6)
    assert (view.rows, view.paid, view.size_bytes) == (0, ZERO, 0)


def test_the_same_request_again_asks_for_no_second_file(town: Transactions) -> None:
    asked = request()

    assert ask(town, asked) == ask(town, asked)
    with town.begin() as tx:
        assert len(show_exports(tx, OWNER).exports) == 1


def test_the_same_id_for_something_else_is_refused(town: Transactions) -> None:
    asked = request()
    ask(town, asked)

    with pytest.raises(ExportReused):
        ask(town, request(export_id=asked.export_id, requested_by="別の人"))
    with pytest.raises(ExportReused):
        ask(town, asked, STRANGER)


@pytest.mark.parametrize("code", ["t02", "zzz"])
def test_a_merchant_of_another_company_is_as_unknown_as_none(
    town: Transactions, code: str
) -> None:
    with pytest.raises(ExportMerchantUnknown):
        ask(town, request(merchant_code=MerchantCode(code)))


def test_a_company_sees_its_own_merchants_only(town: Transactions) -> None:
    with town.begin() as tx:
        mine = list_merchants(tx, OWNER).merchants
        theirs = list_merchants(tx, STRANGER).merchants

    assert [each.merchant_code for each in mine] == ["t01"]
    assert [each.merchant_name for each in theirs] == ["木ノ町書店"]


def test_of_twenty_requests_at_once_four_are_accepted(town: Transactions) -> None:
    answers = _at_once(20, lambda: ask(town).state.value)

    assert sorted(answers) == ["accepted"] * 4 + ["settlement.too_many_exports"] * 16


def test_another_company_is_not_kept_waiting(town: Transactions) -> None:
    for _ in range(4):
        ask(town)

    assert ask(town, actor=STRANGER).state is ExportState.ACCEPTED


def test_finished_exports_make_room(town: Transactions) -> None:
    for _ in range(4):
        ask(town)
    with pytest.raises(TooManyExports):
        ask(town)

    make_all(town)

    assert ask(town).state is ExportState.ACCEPTED


def test_the_newest_export_is_shown_first(town: Transactions) -> None:
    asked = [ask(town).export_id for _ in range(3)]

    with town.begin() as tx:
        shown = [view.export_id for view in show_exports(tx, OWNER).exports]

    assert shown == asked[::-1]


def _at_once(callers: int, call: Callable[[], str]) -> list[str]:
    def answer(_: int) -> str:
        try:
            return call()
        except TooManyExports as refusal:
            return refusal.code

    with ThreadPoolExecutor(callers) as pool:
        return list(pool.map(answer, range(callers)))
