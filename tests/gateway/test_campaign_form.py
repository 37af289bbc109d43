"""A campaign's rules survive the form, and what is typed wrong is refused by field."""

import tomllib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from deploy.demo import town
from machiken.contracts.redemption import (
    LABELS,
    MAIL_TEXTS,
    SWITCHES,
    Activation,
    CampaignRules,
    PayRoll,
)
from machiken.contracts.wire import from_wire, to_wire
from machiken.refusals import Refusal
from services.gateway.office.campaign_form import WORDS, filled, rules_in
from services.gateway.refusals import (
    AmountUnreadable,
    DayUnreadable,
    FieldMissing,
    FieldTooLong,
    FormMalformed,
)

RULES = from_wire(CampaignRules, tomllib.loads(town.campaign_file(date(2026, 6, 24))))
FULL = replace(
    RULES,
    recruit_first_on=date(2026, 4, 17),
    recruit_deadlines=(date(2026, 4, 30), date(2026, 5, 18)),
    closings=(date(2026, 6, 30), RULES.redeem_last_on),
    pay_roll=PayRoll.DAYS_AFTER,
    pay_after_days=10,
    activation=Activation.VOUCHER,
    switches={name: not is_on for name, is_on in SWITCHES.items()},
    labels=dict.fromkeys(sorted(LABELS), "ことば"),
    mail_texts=dict.fromkeys(MAIL_TEXTS, "一行目\n二行目 {contact}"),
    mail_languages=("en",),
)


def form(rules: CampaignRules = RULES, **changes: str) -> "MultiDict[str, str]":
    return MultiDict(filled(rules) | changes)


@pytest.mark.parametrize("rules", [RULES, FULL])
def test_rules_survive_the_form(rules: CampaignRules) -> None:
    assert rules_in(form(rules)) == rules


def test_every_rule_has_a_word() -> None:
    assert set(to_wire(RULES)) == set(WORDS)


def test_days_may_be_listed_as_people_list_them() -> None:
    typed = form(recruit_deadlines="2026/04/30、2026-05-18\r\n")

    deadlines = rules_in(typed).recruit_deadlines

    assert deadlines == (date(2026, 4, 30), date(2026, 5, 18))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": ""}, FieldMissing),
        ({"limit": "たくさん"}, AmountUnreadable),
        ({"use_last_on": "2026-02-30"}, DayUnreadable),
        ({"closings": "6月末"}, DayUnreadable),
        ({"closings": "2026-02-30"}, FormMalformed),
        ({"pay_roll": "sometime"}, FormMalformed),
        ({"mail_languages": ""}, FieldMissing),
        ({"mail_text_signature": "あ" * 2_001}, FieldTooLong),
        ({"mail_text_signature": "\x07"}, FormMalformed),
    ],
)
def test_what_is_typed_wrong_is_refused(
    change: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        rules_in(form(**change))
