"""A payout's page offers what its viewer may do, and warns before it is too late."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from machiken.contracts.actor import Role
from machiken.contracts.settlement import PayoutState, PayoutView
from machiken.ids import MerchantCode
from machiken.money import ZERO
from services.gateway.pages import page
from tests.gateway.test_labels import app, seen_by
from tests.gateway.test_papers import PAYOUT
from tests.redemption.town import RULES

__all__ = ["app"]

APPROVE = 'value="approve"'
REJECT = 'value="reject"'


def shown(app: Flask, payout: PayoutView, login_id: str = "boss01") -> str:
    viewer = SimpleNamespace(
        role=Role.OFFICE_APPROVER, staff_name="承認 花子", login_id=login_id
    )
    given: dict[str, Any] = {
        "payout": payout,
        "viewer": viewer,
        "rest": 1,
        "rest_yen": ZERO,
    }
    with seen_by(app, RULES):
        text, _ = page("office/payout.html", typed={}, **given)
    return text


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (PayoutState.PREPARED, {APPROVE, REJECT}),
        (PayoutState.APPROVED, {REJECT}),
        (PayoutState.ISSUED, set()),
        (PayoutState.REJECTED, set()),
    ],
)
def test_a_decision_is_offered_until_the_file_is_made(
    app: Flask, state: PayoutState, offered: set[str]
) -> None:
    text = shown(app, replace(PAYOUT, state=state))

    assert {each for each in (APPROVE, REJECT) if each in text} == offered


def test_whoever_prepared_it_is_told_to_wait_for_another(app: Flask) -> None:
    payout = replace(PAYOUT, state=PayoutState.PREPARED)
    text = shown(app, payout, login_id=payout.prepared_by)

    assert "別の方の承認を待っています" in text
    assert APPROVE not in text
    assert REJECT not in text
    assert "別の方の承認" not in shown(app, payout)


def test_one_account_of_two_companies_is_warned_of(app: Flask) -> None:
    first = replace(PAYOUT.transfers[0], same_account=(MerchantCode("x99"),))
    payout = replace(
        PAYOUT,
        state=PayoutState.PREPARED,
        transfers=(first, *PAYOUT.transfers[1:]),
    )

    assert "x99 と同じ口座" in shown(app, payout)
    assert "会社の異なる加盟店が、同じ口座に" in shown(app, payout)
    assert "同じ口座" not in shown(app, replace(PAYOUT, state=PayoutState.PREPARED))
