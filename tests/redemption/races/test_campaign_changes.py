"""The office changes the rules while the tills are busy."""

from collections.abc import Callable
from datetime import date
from functools import partial

from machiken.contracts.redemption import CampaignView, Receipt
from tests.redemption.races.at_once import at_once, refusals
from tests.redemption.races.books import live_yen
from tests.redemption.till import Till
from tests.redemption.town import RULES


def test_no_till_is_refused_because_the_rules_change(
    bakery: Till, bookshop: Till
) -> None:
    town = bakery.town
    for number in range(30):
        one, other = town.sold(2)
        works: list[Callable[[], object]] = [
            partial(bakery.pay, one),
            partial(town.apply, contact=f"0000-00-{number:04}"),
            partial(bookshop.pay, other),
        ]

        assert refusals(at_once(works)) == []
    assert live_yen(town) == 60_000


def test_a_payment_and_another_calendar_never_both_win_one_half_month(
    bakery: Till,
) -> None:
    town = bakery.town
    for day in range(1, 13):
        town.set_clock(town.now().replace(month=7, day=day))
        (code,) = town.sold(1)
        works: list[Callable[[], Receipt | CampaignView]] = [
            partial(bakery.pay, code),
            partial(town.apply, closings=(date(2026, 7, day), RULES.redeem_last_on)),
        ]
        paid, applied = at_once(works)

        assert isinstance(paid, Receipt)
        if isinstance(applied, str):
            assert applied == "redemption.campaign_rules_clash"
    assert live_yen(town) == 12_000
