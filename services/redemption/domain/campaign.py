"""A campaign's rules: whether they make sense, and what calendar follows from them."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from machiken.contracts.redemption import (
    AmountBeyondLimit,
    AmountOffUnit,
    CampaignRules,
    CampaignRulesClash,
    PayRoll,
    TooEarly,
    TooLate,
)
from machiken.ids import CampaignId
from machiken.money import ZERO, Yen
from services.redemption.domain import campaign_words, pay_days
from services.redemption.domain.bank_calendar import SHIPPED, BankCalendar

VOUCHERS_EVER_MAX: Final = 1000
"""No campaign may allow more vouchers in one operation."""
PAY_AFTER_DAYS_MAX: Final = 92
LIMIT_EVER_MAX: Final = Yen(1_000_000_000)
"""No campaign may allow more in one operation: amounts are kept in 31 bits."""

_ISSUER_CODE: Final = re.compile(r"[A-Z0-9]{9}")
_PREFIX: Final = re.compile(r"[0-9A-HJKMNP-TV-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A campaign as it stands."""

    campaign_id: CampaignId
    version: int
    rules: CampaignRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A half-month: days from `first_on` through `last_on`, both included."""

    first_on: date
    last_on: date
    pay_by: date
    sealed: bool = False


def periods(rules: CampaignRules, bank: BankCalendar = SHIPPED) -> list[Period]:
    """Return the half-months in which redemptions are paid together (S-CAL-5…7).

    Raises `BankDaysUnknown` where a pay day lies beyond what the bank calendar knows.
    """
    ends = list(rules.closings) or pay_days.closings(
        rules.redeem_first_on, rules.redeem_last_on
    )
    return [
        Period(
            first_on=first_on,
            last_on=last_on,
            pay_by=pay_days.paid_by(rules, last_on, bank),
        )
        for first_on, last_on in pay_days.half_months(rules.redeem_first_on, ends)
    ]


def refuse_nonsense(rules: CampaignRules) -> None:
    """Do nothing for rules that make sense. Raises `CampaignRulesClash` with why."""
    for holds, why in _conditions(rules):
        if not holds:
            raise CampaignRulesClash(why=why)
    for why in campaign_words.complaints(rules):
        raise CampaignRulesClash(why=why)


def refuse_amount(rules: CampaignRules, amount: Yen) -> None:
    """Do nothing for an amount that one operation may have (S-RED-1).

    Raises `AmountOffUnit`, `AmountBeyondLimit`.
    """
    if amount <= ZERO or not amount.is_multiple_of(rules.unit):
        raise AmountOffUnit(unit=str(rules.unit.amount))
    if amount > rules.limit:
        raise AmountBeyondLimit(limit=str(rules.limit.amount))


def refuse_outside_window(rules: CampaignRules, day: date) -> None:
    """Do nothing within the redemption days. Raises `TooEarly`, `TooLate` (S-CAL-4)."""
    if day < rules.redeem_first_on:
        raise TooEarly(first_on=rules.redeem_first_on.isoformat())
    if day > rules.redeem_last_on:
        raise TooLate(last_on=rules.redeem_last_on.isoformat())


def _conditions(rules: CampaignRules) -> list[tuple[bool, str]]:
    ends = rules.closings
    return [
        (bool(_ISSUER_CODE.fullmatch(rules.issuer_code)), "issuer_code: 9 of A-Z 0-9"),
        (bool(_PREFIX.fullmatch(rules.voucher_prefix)), "voucher_prefix: 2 of base32"),
        (bool(rules.name.strip()), "name: empty"),
        (rules.face_value > ZERO, "face_value: not positive"),
        (rules.unit > ZERO, "unit: not positive"),
        (rules.limit >= rules.face_value, "limit: below the face value"),
        (rules.limit <= LIMIT_EVER_MAX, f"limit: above {LIMIT_EVER_MAX}"),
        (
            1 <= rules.vouchers_max <= VOUCHERS_EVER_MAX,
            f"vouchers_max: 1 to {VOUCHERS_EVER_MAX}",
        ),
        (rules.use_first_on <= rules.use_last_on, "use: ends before it begins"),
        (
            rules.redeem_first_on <= rules.redeem_last_on,
            "redeem: ends before it begins",
        ),
        (rules.use_last_on <= rules.redeem_last_on, "use: ends after redemption"),
        (
            rules.pay_roll is not PayRoll.DAYS_AFTER
            or 1 <= rules.pay_after_days <= PAY_AFTER_DAYS_MAX,
            f"pay_after_days: 1 to {PAY_AFTER_DAYS_MAX}",
        ),
        *_recruiting(rules),
        (list(ends) == sorted(set(ends)), "closings: not in order"),
        (
            not ends or ends[-1] == rules.redeem_last_on,
            "closings: last not redeem_last_on",
        ),
        (
            not ends or ends[0] >= rules.redeem_first_on,
            "closings: before redeem_first_on",
        ),
    ]


def _recruiting(rules: CampaignRules) -> list[tuple[bool, str]]:
    deadlines = rules.recruit_deadlines
    first_on = rules.recruit_first_on
    return [
        (
            list(deadlines) == sorted(set(deadlines)),
            "recruit_deadlines: not in order",
        ),
        (
            not deadlines or first_on is None or first_on <= deadlines[0],
            "recruit_deadlines: before recruit_first_on",
        ),
        (
            not deadlines or deadlines[-1] <= rules.redeem_last_on,
            "recruit_deadlines: after redeem_last_on",
        ),
    ]
