"""What a change of a campaign would do is shown before, and kept after."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from machiken.contracts.redemption import (
    CampaignPreview,
    CampaignRulesClash,
    CampaignVersions,
    CampaignVersionsQuery,
)
from machiken.money import Yen
from services.redemption.usecases import preview_campaign as previewing
from tests.redemption.till import Till
from tests.redemption.town import ISSUER, NEIGHBOUR, NEIGHBOURS_RULES, RULES, Town


def preview(town: Town, **changes: Any) -> CampaignPreview:
    with town.db.begin() as tx:
        return previewing.preview_campaign(tx, replace(RULES, **changes))


def versions(town: Town) -> CampaignVersions:
    query = CampaignVersionsQuery(issuer_code=ISSUER)
    with town.db.begin() as tx:
        return previewing.campaign_versions(tx, query)


def test_a_preview_tells_each_rule_that_differs_and_changes_nothing(
    town: Town,
) -> None:
    before = town.everything()

    shown = preview(town, limit=Yen(50_000), name="新しい名前")

    assert [(each.rule, each.before, each.after) for each in shown.changes] == [
        ("name", RULES.name, "新しい名前"),
        ("limit", "100000", "50000"),
    ]
    assert (shown.periods_gone, shown.periods_new, shown.is_new) == ((), (), False)
    assert town.everything() == before


def test_a_preview_writes_lists_and_words_for_people(town: Town) -> None:
    deadlines = (date(2026, 4, 30), date(2026, 5, 18))

    shown = preview(town, recruit_deadlines=deadlines, labels={"office": "商工課"})

    assert [(each.before, each.after) for each in shown.changes] == [
        ("", "2026-04-30, 2026-05-18"),
        ("", "office: 商工課"),
    ]


def test_a_preview_tells_which_half_months_come_and_go(town: Town) -> None:
    shown = preview(town, redeem_last_on=date(2026, 12, 10))

    assert [each.last_on for each in shown.periods_gone] == []
    assert [each.last_on for each in shown.periods_new] == [date(2026, 12, 10)]


def test_a_preview_of_a_new_campaign_is_all_new(empty_town: Town) -> None:
    shown = preview(empty_town)

    assert shown.is_new
    assert len(shown.periods_new) == 11


def test_a_preview_refuses_what_applying_would_refuse(town: Town, bakery: Till) -> None:
    bakery.pay(*town.sold(1))

    for changes in (
        {"face_value": Yen(500)},
        {"redeem_first_on": date(2026, 7, 2), "use_first_on": date(2026, 7, 2)},
        {"recruit_deadlines": (date(2026, 5, 18), date(2026, 4, 30))},
        {"recruit_deadlines": (date(2027, 5, 18),)},
    ):
        with pytest.raises(CampaignRulesClash):
            preview(town, **changes)


def test_the_same_rules_change_nothing(town: Town) -> None:
    assert preview(town).changes == ()


def test_the_history_tells_what_each_version_changed(town: Town) -> None:
    town.apply(name="新しい名前")
    town.apply(name="新しい名前", limit=Yen(50_000))

    latest, middle, first = versions(town).versions

    assert [each.version for each in (latest, middle, first)] == [3, 2, 1]
    assert [each.rule for each in latest.changes] == ["limit"]
    assert [each.rule for each in middle.changes] == ["name"]
    assert first.changes == ()
    assert latest.applied_by == "operator"


def test_all_campaigns_are_listed_the_latest_change_first(town: Town) -> None:
    town.apply(NEIGHBOURS_RULES)

    with town.db.begin() as tx:
        found = previewing.list_campaigns(tx)

    assert [each.issuer_code for each in found.lines] == [NEIGHBOUR, ISSUER]
