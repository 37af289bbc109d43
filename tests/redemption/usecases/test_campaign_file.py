"""The manual's campaign from its file, and every version that is ever applied."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from machiken.contracts.redemption import (
    CampaignRulesClash,
    PartialOff,
    PayRoll,
    RefundsOff,
)
from machiken.money import Yen
from services.gateway.cli.campaign import rules_in
from tests.redemption.domain.test_pay_days import MANUAL
from tests.redemption.refusing import refusing
from tests.redemption.till import Till
from tests.redemption.town import Town

MODIFIED = {"pay_roll": PayRoll.MODIFIED_FOLLOWING}
FILE = Path(__file__).parent.parent / "manual_campaign.toml"


def test_the_manuals_eleven_closings_and_pay_days_come_out(empty_town: Town) -> None:
    applied = empty_town.apply(rules_in(FILE))

    assert {each.last_on: each.pay_by for each in applied.periods} == MANUAL
    assert applied.periods[0].first_on == date(2026, 6, 24)
    assert applied.rules.labels["merchant"] == "取扱店"


@pytest.mark.parametrize(
    ("changes", "closed_on", "paid_by"),
    [
        ({"pay_roll": PayRoll.NEXT}, date(2026, 7, 31), date(2026, 8, 17)),
        ({"pay_roll": PayRoll.NEXT}, date(2026, 6, 30), date(2026, 7, 15)),
        (MODIFIED, date(2026, 7, 31), date(2026, 8, 17)),
        (MODIFIED, date(2026, 10, 15), date(2026, 10, 30)),
        (MODIFIED, date(2026, 10, 31), date(2026, 11, 16)),
        (
            {**MODIFIED, "closings": (date(2026, 10, 30), date(2026, 11, 30))},
            date(2026, 10, 30),
            date(2026, 11, 2),  # the day before would be the closing's own
        ),
        (
            {"pay_roll": PayRoll.DAYS_AFTER, "pay_after_days": 10},
            date(2026, 6, 30),
            date(2026, 7, 10),
        ),
        (
            {"pay_roll": PayRoll.DAYS_AFTER, "pay_after_days": 5},
            date(2026, 7, 15),
            date(2026, 7, 21),  # the 20th is 海の日
        ),
    ],
)
def test_pay_days_roll_as_the_campaign_says(
    empty_town: Town, changes: dict[str, Any], closed_on: date, paid_by: date
) -> None:
    applied = empty_town.apply(**changes)

    assert {each.last_on: each.pay_by for each in applied.periods}[closed_on] == paid_by


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"switches": {"refund": True}}, "switches: refund unknown"),
        ({"labels": {"coupon": "券"}}, "labels: coupon unknown"),
        (
            {"labels": {"voucher": " "}},
            "labels: voucher empty, long or not one line",
        ),
        (
            {"labels": {"voucher": "券\n券"}},
            "labels: voucher empty, long or not one line",
        ),
        ({"mail_texts": {"spam": ""}}, "mail_texts: spam unknown"),
        ({"mail_texts": {"refund_fr": ""}}, "mail_texts: refund_fr unknown"),
        *(
            (
                {"mail_languages": wrong},
                'mail_languages: ["ja"], ["en"] or ["ja", "en"]',
            )
            for wrong in ((), ("fr",), ("ja", "ja"), ("en", "ja"), ("ja", "en", "fr"))
        ),
        (
            {"mail_texts": {"signature": "{password}"}},
            "mail_texts: signature long, or with a blank we can't fill",
        ),
        (
            {"mail_texts": {"signature": "{contact!r:>99}"}},
            "mail_texts: signature long, or with a blank we can't fill",
        ),
        (
            {"mail_texts": {"signature": "{contact"}},
            "mail_texts: signature long, or with a blank we can't fill",
        ),
        ({"pay_roll": PayRoll.DAYS_AFTER}, "pay_after_days: 1 to 92"),
    ],
)
def test_words_that_nobody_knows_are_refused(
    town: Town, changes: dict[str, Any], why: str
) -> None:
    with refusing(town, CampaignRulesClash) as refused:
        town.apply(**changes)

    assert refused.facts == {"why": why}


def test_every_version_is_kept_with_who_and_when(town: Town) -> None:
    town.apply(contact="0000-00-0001")
    town.apply(contact="0000-00-0001")

    first, second = town.everything()["campaign_version"]
    assert (first["version"], second["version"]) == (1, 2)
    assert second["rules"]["contact"] == "0000-00-0001"
    assert second["applied_by"] == "operator"
    assert town.verified().differences == ()


@pytest.mark.parametrize(
    "statement", ["update campaign_version set version = 9", "delete from {}"]
)
def test_the_record_of_versions_can_not_be_changed(town: Town, statement: str) -> None:
    with pytest.raises(ProgrammingError), town.db.begin() as tx:
        tx.execute(text(statement.format("campaign_version")))


def test_a_campaign_without_refunds_refuses_them(bakery: Till) -> None:
    paid = bakery.pay(*bakery.town.sold(1))
    bakery.town.apply(switches={"refunds": False})

    with refusing(bakery.town, RefundsOff):
        bakery.refund(paid)


def test_a_campaign_may_want_the_whole_target(bakery: Till) -> None:
    one, other = bakery.town.sold(2)
    bakery.town.apply(switches={"partial_checkouts": False})
    checkout_id = bakery.open(2_000)
    bakery.read(checkout_id, one)

    with refusing(bakery.town, PartialOff) as refused:
        bakery.redeem(checkout_id)
    assert refused.facts == {"missing": "1000"}
    bakery.read(checkout_id, other)
    assert bakery.redeem(checkout_id).total == Yen(2_000)
