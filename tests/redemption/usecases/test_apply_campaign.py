from datetime import date
from typing import Any

import pytest

from machiken.contracts.redemption import BankDaysUnknown, CampaignRulesClash
from machiken.money import Yen
from tests.redemption.races.at_once import at_once
from tests.redemption.refusing import refusing
from tests.redemption.till import Till
from tests.redemption.town import ISSUER, NEIGHBOURS_RULES, RULES, Town


def test_a_campaign_begins_with_its_half_months(empty_town: Town) -> None:
    applied = empty_town.apply()

    assert (applied.version, applied.rules) == (1, RULES)
    assert len(applied.periods) == 11
    assert applied.periods[0].first_on == date(2026, 6, 24)
    assert applied.periods[-1].pay_by == date(2026, 12, 15)
    assert not any(each.sealed for each in applied.periods)


def test_the_same_rules_again_change_nothing(town: Town) -> None:
    before = town.everything()

    assert town.apply().version == 1
    assert town.everything() == before


def test_a_change_makes_the_next_version_and_keeps_the_campaign(town: Town) -> None:
    first = town.apply()
    changed = town.apply(contact="0000-00-0001")

    assert changed.campaign_id == first.campaign_id
    assert changed.version == 2
    assert town.apply(contact="0000-00-0001") == changed


def test_every_version_is_announced_once(town: Town) -> None:
    town.apply(contact="0000-00-0001")
    town.apply(contact="0000-00-0001")

    announced = town.told("campaign_applied")
    assert [each["campaign_version"] for each in announced] == [1, 2]
    assert announced[1]["rules"]["contact"] == "0000-00-0001"
    assert len(announced[1]["periods"]) == 11


def test_eight_at_once_make_one_campaign(empty_town: Town) -> None:
    views = at_once([empty_town.apply] * 8)

    assert all(view == views[0] for view in views)
    assert empty_town.one("select count(*) from outbox") == 1


@pytest.mark.parametrize("changes", [{"voucher_prefix": "KM"}, {"face_value": Yen(1)}])
def test_what_is_printed_can_not_change_once_vouchers_are_ordered(
    town: Town, changes: dict[str, Any]
) -> None:
    town.request(1)

    with refusing(town, CampaignRulesClash) as refused:
        town.apply(**changes)
    assert refused.facts == {"why": "vouchers with the old prefix or value exist"}


def test_what_is_printed_may_change_before(town: Town) -> None:
    assert town.apply(voucher_prefix="KM").rules.voucher_prefix == "KM"


def test_a_half_month_with_payments_can_not_change(bakery: Till) -> None:
    town = bakery.town
    bakery.pay(*town.sold(1))

    with refusing(town, CampaignRulesClash) as refused:
        town.apply(closings=(date(2026, 7, 31), RULES.redeem_last_on))
    assert refused.facts["why"] == "payments lie in half-months that would change"


def test_the_half_months_after_it_may_change(bakery: Till) -> None:
    town = bakery.town
    bakery.pay(*town.sold(1))
    ends = (date(2026, 6, 30), date(2026, 7, 15), RULES.redeem_last_on)

    assert tuple(each.last_on for each in town.apply(closings=ends).periods) == ends


def test_a_change_leaves_half_months_alone_that_stay(bakery: Till) -> None:
    """So that no till is refused because its half-month is away for a moment."""
    town = bakery.town
    written = "select array_agg(distinct xmin::text) from period"
    before = town.one(written)
    town.apply(contact="0000-00-0001")

    assert town.one(written) == before


def test_two_campaigns_can_not_share_a_voucher_prefix(town: Town) -> None:
    with refusing(town, CampaignRulesClash) as refused:
        town.apply(NEIGHBOURS_RULES, voucher_prefix=RULES.voucher_prefix)
    assert refused.facts == {"why": "voucher_prefix: another campaign's"}


def test_a_campaign_can_not_take_anothers_prefix_later(town: Town) -> None:
    town.apply(NEIGHBOURS_RULES)

    with refusing(town, CampaignRulesClash):
        town.apply(voucher_prefix=NEIGHBOURS_RULES.voucher_prefix)


def test_nonsense_changes_nothing(town: Town) -> None:
    with refusing(town, CampaignRulesClash):
        town.apply(unit=Yen(0))
    with refusing(town, BankDaysUnknown):
        town.apply(redeem_last_on=date(2027, 12, 31))


def test_a_campaign_that_ends_on_the_eve_of_a_resting_15th_is_applied(
    town: Town,
) -> None:
    applied = town.apply(redeem_last_on=date(2026, 11, 14))

    assert applied.periods[-1].pay_by == date(2026, 11, 30)
    assert applied.rules.issuer_code == ISSUER
