"""What the worker counted is what the books say."""

from datetime import date, timedelta

from machiken.contracts.redemption import Overview, OverviewQuery
from machiken.money import total
from services.redemption.usecases.overlook import overlook
from tests.redemption.till import Till
from tests.redemption.town import A_NOON, ISSUER, NEIGHBOURS_RULES, Town


def seen(town: Town) -> Overview:
    with town.db.begin() as tx:
        return overlook(tx, OverviewQuery(issuer_code=ISSUER))


def counted(town: Town) -> Overview:
    town.work("count")
    return seen(town)


def test_before_the_first_count_nothing_is_claimed(town: Town) -> None:
    assert seen(town).count is None


def test_the_counts_are_those_of_the_books(
    town: Town, bakery: Till, bookshop: Till
) -> None:
    codes = town.sold(7)
    town.unsold(5)
    town.unsold(4, sample=True)
    bakery.pay(*codes[:3])
    bookshop.refund(bookshop.pay(codes[3]))
    bookshop.pay(codes[3])
    town.stop(5)

    view = counted(town)

    count = view.count
    assert count is not None
    books = town.verified()
    assert (count.issued, count.samples) == (12, 4)
    assert count.issued + count.samples == books.checked["vouchers"]
    assert (count.sold, count.used, count.stopped) == (7, 4, 1)
    paid = total(each.paid for each in books.merchants)
    refunded = total(each.refunded for each in books.merchants)
    assert count.redeemed == paid - refunded
    assert total(each.paid for each in view.days) == paid
    assert view.refunded == refunded
    assert sum(each.payments for each in view.days) == books.checked["payments"]
    assert count.unclaimed.amount == 2_000


def test_what_happens_after_the_count_is_in_the_next(town: Town, bakery: Till) -> None:
    first, second = town.sold(2)
    bakery.pay(first)
    before = counted(town)

    bakery.pay(second)

    assert seen(town).count == before.count
    count = counted(town).count
    assert count is not None
    assert count.used == 2


def test_a_day_and_a_half_month_hold_what_happened_in_them(
    town: Town, bakery: Till
) -> None:
    codes = town.sold(4)
    bakery.pay(codes[0])
    town.set_clock(A_NOON + timedelta(days=1))
    bakery.refund(bakery.pay(codes[1]))
    town.set_clock(A_NOON + timedelta(days=16))
    bakery.pay(codes[2], codes[3])

    view = counted(town)

    assert [(each.on, each.payments, each.refunds) for each in view.days] == [
        (date(2026, 7, 1), 1, 0),
        (date(2026, 7, 2), 1, 1),
        (date(2026, 7, 17), 1, 0),
    ]
    assert view.open_period is not None
    assert view.open_period.period.last_on == date(2026, 7, 31)
    assert (view.open_period.payments, view.open_period.paid.amount) == (1, 2_000)


def test_another_campaigns_vouchers_are_counted_apart(town: Town) -> None:
    town.apply(NEIGHBOURS_RULES)
    town.sold(3, issuer_code=NEIGHBOURS_RULES.issuer_code)

    count = counted(town).count

    assert count is not None
    assert count.issued == 0


def test_events_that_wait_are_told_with_the_age_of_the_oldest(town: Town) -> None:
    before = seen(town)
    town.set_clock(A_NOON + timedelta(seconds=90))

    assert before.unsent == 1
    assert 85 <= seen(town).oldest_unsent_s <= 120
