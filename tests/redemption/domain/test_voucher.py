"""A voucher gives all that is left on it, or says what is wrong with it first."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from machiken.contracts.redemption import (
    VoucherIsSample,
    VoucherIsStopped,
    VoucherNotSold,
    VoucherShort,
    VoucherState,
    VoucherUsed,
)
from machiken.ids import CampaignId
from machiken.money import ZERO, Yen
from machiken.refusals import Refusal
from services.redemption.domain.voucher import (
    Voucher,
    redeemable,
    state_of,
    still_gives,
)
from tests.redemption.town import A_NOON, RULES

FRESH = Voucher(
    voucher_id=1,
    campaign_id=CampaignId(UUID(int=1)),
    serial=1,
    code_tail="6DB0",
    sample=False,
    live=True,
    face_value=Yen(1_000),
    balance=Yen(1_000),
    used_at=None,
    stopped_at=None,
)
SAMPLE = {"sample": True}
STOPPED = {"stopped_at": A_NOON}
USED: dict[str, Any] = {"balance": ZERO, "used_at": A_NOON}
UNSOLD = {"live": False}


def test_a_fresh_voucher_gives_its_face_value() -> None:
    assert redeemable(FRESH) == Yen(1_000)


def test_a_voucher_gives_what_is_left_on_it() -> None:
    assert redeemable(replace(FRESH, balance=Yen(1), used_at=A_NOON)) == Yen(1)


@pytest.mark.parametrize(
    ("faults", "refusal"),
    [
        (UNSOLD, VoucherNotSold),
        (USED, VoucherUsed),
        (USED | UNSOLD, VoucherUsed),
        (STOPPED, VoucherIsStopped),
        (STOPPED | USED | UNSOLD, VoucherIsStopped),
        (SAMPLE, VoucherIsSample),
        (SAMPLE | STOPPED | USED | UNSOLD, VoucherIsSample),
    ],
)
def test_of_several_faults_the_gravest_is_named(
    faults: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal) as refused:
        redeemable(replace(FRESH, **faults))

    assert refused.value.facts["code_tail"] == "6DB0"


def test_a_used_voucher_tells_when() -> None:
    with pytest.raises(VoucherUsed) as refused:
        redeemable(replace(FRESH, **USED))

    assert refused.value.facts["used_at"] == "2026-07-01T12:00:00+09:00"


@pytest.mark.parametrize(
    ("changes", "day", "state"),
    [
        ({}, date(2026, 7, 1), VoucherState.LIVE),
        ({}, date(2026, 10, 31), VoucherState.LIVE),
        ({}, date(2026, 11, 1), VoucherState.EXPIRED),
        ({}, date(2026, 11, 30), VoucherState.EXPIRED),
        ({}, date(2026, 12, 1), VoucherState.CLOSED),
        (USED, date(2026, 12, 1), VoucherState.USED),
        (UNSOLD, date(2026, 7, 1), VoucherState.ISSUED),
        (UNSOLD, date(2026, 12, 1), VoucherState.ISSUED),
        (STOPPED | UNSOLD, date(2026, 7, 1), VoucherState.STOPPED),
        (STOPPED | USED, date(2026, 12, 1), VoucherState.STOPPED),
        ({"balance": Yen(1), "used_at": A_NOON}, date(2026, 7, 1), VoucherState.LIVE),
    ],
)
def test_a_vouchers_state_follows_the_calendar(
    changes: dict[str, Any], day: date, state: VoucherState
) -> None:
    assert state_of(replace(FRESH, **changes).standing, RULES, day) is state


def test_what_may_still_be_redeemed_is_not_what_people_may_still_use() -> None:
    after_use = state_of(FRESH.standing, RULES, date(2026, 11, 15))

    assert after_use is VoucherState.EXPIRED
    assert redeemable(FRESH) == Yen(1_000)


def test_a_voucher_still_gives_what_was_read_or_says_what_is_left() -> None:
    rest = replace(FRESH, balance=Yen(300), used_at=A_NOON)

    assert still_gives(rest, Yen(300)) == Yen(300)
    assert still_gives(rest, Yen(100)) == Yen(100)
    with pytest.raises(VoucherShort) as refused:
        still_gives(rest, Yen(301))
    assert refused.value.facts["left"] == "300"
