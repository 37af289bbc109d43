"""A campaign on the moved clock, from the first recruitment to the last payout."""

from dataclasses import replace
from datetime import date

import pytest

from machiken.contracts.auth import ApplicationOff
from machiken.contracts.redemption import TooEarly, TooLate
from machiken.database import Transactions
from machiken.money import ZERO, Yen, total
from services.settlement.usecases.close_period import close_next
from services.settlement.usecases.seal_chain import seal_chain
from services.settlement.usecases.verify_books import verify_books
from tests.journeys.rehearsal import Recruit, Rehearsal
from tests.redemption.till import Till
from tests.redemption.usecases.test_practice import practised
from tests.settlement.usecases.closing import shown
from tests.settlement.usecases.paying import asked, decided, named_payer

FIRST = Recruit(
    code="t01",
    window=1,
    applies_on=date(2026, 4, 30),  # the first deadline
    papers_on=date(2026, 5, 8),
    mailed_on=date(2026, 5, 15),
)
SECOND = Recruit(
    code="t02",
    window=2,
    applies_on=date(2026, 5, 18),  # the second deadline
    papers_on=date(2026, 5, 29),
    mailed_on=date(2026, 6, 5),
)
# 締め日 and 振込期限, as the manual lists them (§1-1).
CYCLES = [
    (date(2026, 6, 30), date(2026, 7, 15)),
    (date(2026, 7, 15), date(2026, 7, 31)),
    (date(2026, 7, 31), date(2026, 8, 14)),
    (date(2026, 8, 15), date(2026, 8, 31)),
    (date(2026, 8, 31), date(2026, 9, 15)),
    (date(2026, 9, 15), date(2026, 9, 30)),
    (date(2026, 9, 30), date(2026, 10, 15)),
    (date(2026, 10, 15), date(2026, 10, 30)),
    (date(2026, 10, 31), date(2026, 11, 13)),
    (date(2026, 11, 15), date(2026, 11, 30)),
    (date(2026, 11, 30), date(2026, 12, 15)),
]


@pytest.fixture
def rehearsal(
    auth_db: Transactions,
    redemption_db: Transactions,
    settlement_db: Transactions,
    notify_db: Transactions,
) -> Rehearsal:
    """Return a town on the day on which recruiting opens."""
    return Rehearsal(
        {
            "auth": auth_db,
            "redemption": redemption_db,
            "settlement": settlement_db,
            "notify": notify_db,
        }
    )


def recruited(rehearsal: Rehearsal, recruit: Recruit) -> Till:
    """Return the till of a shop that came the whole way, and tried its samples."""
    merchant_id = rehearsal.apply(recruit)
    samples = rehearsal.certify(recruit, merchant_id)
    mailed = rehearsal.completion_mails()
    assert recruit.code not in dict(mailed).values(), "the papers come first"
    rehearsal.send_completion_mails(recruit)
    assert rehearsal.completion_mails() == [*mailed, (recruit.mailed_on, recruit.code)]
    till = rehearsal.till(merchant_id, recruit)
    practice = practised(till, *samples)
    assert (practice.practice, practice.total) == (True, Yen(2_000))
    return till


def test_a_whole_campaign_is_paid_on_the_manuals_days(rehearsal: Rehearsal) -> None:
    till, second = (recruited(rehearsal, each) for each in (FIRST, SECOND))
    with pytest.raises(ApplicationOff):
        rehearsal.desk.apply(late(SECOND).application)
    named_payer(rehearsal.books)
    decided(rehearsal.books, asked(rehearsal.books))
    codes = rehearsal.town.sold(3 * len(CYCLES) + 3)
    for each in (till, second):
        with pytest.raises(TooEarly):
            each.pay(codes.pop())
    paid = []
    for last_on, pay_by in CYCLES:
        rehearsal.live_until(till, last_on, [codes.pop() for _ in range(3)])
        assert close_next(rehearsal.books) == 1
        closing = shown(rehearsal.books, last_on)
        assert (closing.pay_by, closing.net) == (pay_by, Yen(2000))
        paid.append(rehearsal.pay_out(pay_by))
        assert rehearsal.owed() == ZERO

    with pytest.raises(TooLate):
        till.pay(codes.pop())
    assert [each.pay_on for each in paid] == [pay_by for _, pay_by in CYCLES]
    assert paid[-1].pay_on == date(2026, 12, 15)
    assert total(each.total for each in paid) == Yen(2000 * len(CYCLES))
    while seal_chain(rehearsal.books):
        pass
    with rehearsal.books.begin() as tx:
        assert verify_books(tx).differences == ()
    assert rehearsal.town.verified().differences == ()


def late(recruit: Recruit) -> Recruit:
    """Return a shop that applies on the day after the last deadline."""
    return replace(recruit, code="t03", applies_on=date(2026, 5, 19))
