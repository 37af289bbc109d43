"""Signs of fraud are open until somebody has looked at their day."""

from datetime import date, datetime, timedelta

import pytest

from machiken.contracts.redemption import (
    CampaignUnknown,
    CheckSigns,
    OpenSigns,
    OpenSignsQuery,
    VoucherUsed,
)
from machiken.ids import IssuerCode
from services.redemption.domain.signs import RUN_MIN
from services.redemption.usecases.open_signs import check_signs, open_signs
from tests.redemption.till import Till
from tests.redemption.town import A_NOON, ISSUER, NEIGHBOURS_RULES, OPERATOR, Town
from tests.redemption.usecases.test_note_tries import tries

TODAY = A_NOON.date()
NEXT_NOON = A_NOON + timedelta(days=1)


def opened(town: Town, issuer_code: IssuerCode = ISSUER) -> OpenSigns:
    with town.db.begin() as tx:
        return open_signs(tx, OpenSignsQuery(issuer_code=issuer_code))


def counted(town: Town) -> dict[date, int]:
    town.work("signs")
    return {each.on: each.count for each in opened(town).days}


def checked(town: Town, until: datetime, on: date = TODAY) -> OpenSigns:
    """Take a day as looked at."""
    wanted = CheckSigns(issuer_code=ISSUER, on=on, until=until)
    with town.db.begin() as tx:
        return check_signs(tx, wanted, OPERATOR)


def a_sign(town: Town, till: Till) -> None:
    """Have a row of serials taken that is longer than one buyer's."""
    codes = town.sold(RUN_MIN + 1)[1:]
    till.pay(*codes[: RUN_MIN // 2])
    till.pay(*codes[RUN_MIN // 2 :])


def test_a_new_sign_is_open_until_somebody_looked_at_its_day(
    town: Town, bakery: Till
) -> None:
    assert counted(town) == {}
    a_sign(town, bakery)

    assert counted(town) == {TODAY: 1}
    assert opened(town).count == 1
    assert checked(town, town.now()).days == ()
    assert counted(town) == {}


def test_what_was_found_after_the_look_stays_open(
    town: Town, bakery: Till, bookshop: Till
) -> None:
    a_sign(town, bakery)
    looked_at = town.now()
    a_sign(town, bookshop)

    assert checked(town, looked_at).count == 1
    assert checked(town, looked_at - timedelta(minutes=5)).count == 1, "no step back"
    assert counted(town) == {TODAY: 1}


def test_nobody_looks_at_what_is_still_to_come(
    town: Town, bakery: Till, bookshop: Till
) -> None:
    a_sign(town, bakery)
    checked(town, town.now() + timedelta(days=400))

    a_sign(town, bookshop)

    assert counted(town) == {TODAY: 1}


def test_a_day_goes_on_being_counted_until_it_is_over(
    town: Town, bakery: Till, bookshop: Till
) -> None:
    a_sign(town, bakery)
    assert counted(town) == {TODAY: 1}
    a_sign(town, bookshop)
    town.set_clock(NEXT_NOON)

    assert counted(town) == {TODAY: 2}
    a_sign(town, bakery)
    assert counted(town) == {TODAY: 2, NEXT_NOON.date(): 1}


def test_after_a_month_nobody_is_bothered_any_more(town: Town, bakery: Till) -> None:
    a_sign(town, bakery)
    counted(town)
    town.set_clock(A_NOON + timedelta(days=32))

    assert counted(town) == {}


def test_a_clock_that_goes_back_stops_nothing(town: Town, bakery: Till) -> None:
    town.set_clock(NEXT_NOON)
    counted(town)
    town.set_clock(A_NOON)
    a_sign(town, bakery)

    assert counted(town) == {TODAY: 1}


def test_a_sign_that_goes_on_to_another_day_can_be_checked_on_both(
    town: Town, bakery: Till, bookshop: Till
) -> None:
    [code] = town.sold(1)
    bakery.pay(code)
    with pytest.raises(VoucherUsed):
        tries(bookshop, code)
    assert counted(town) == {TODAY: 1}
    town.set_clock(NEXT_NOON)
    counted(town)  # from now on, the day before is not looked at again
    with pytest.raises(VoucherUsed):
        tries(bookshop, code)
    assert counted(town) == {TODAY: 1, NEXT_NOON.date(): 1}

    for on in (TODAY, NEXT_NOON.date()):
        checked(town, town.now(), on)

    assert counted(town) == {}


def test_another_campaigns_signs_are_its_own(town: Town, bakery: Till) -> None:
    town.apply(NEIGHBOURS_RULES)
    a_sign(town, bakery)
    counted(town)

    assert opened(town, NEIGHBOURS_RULES.issuer_code).count == 0
    with pytest.raises(CampaignUnknown):
        opened(town, IssuerCode("NOWHERE00"))
