from dataclasses import replace

from services.auth.store.tables import CAMPAIGN
from tests.auth.town import APPLIED, RULES, Town


def test_a_campaign_is_kept_as_it_was_told_last(empty_town: Town) -> None:
    newer = replace(APPLIED, campaign_version=2, rules=replace(RULES, name="新しい名"))
    for event in (APPLIED, newer, APPLIED):
        empty_town.apply(event)

    [kept] = empty_town.rows(CAMPAIGN)
    assert (kept["version"], kept["name"]) == (2, "新しい名")
