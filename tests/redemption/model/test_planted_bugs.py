"""Bugs that the field knows, planted one by one: the proof must find each.

A proof that has never found anything proves nothing. Each bug is planted, then a short
scene is played. Those that only a chain of steps finds are `test_machine`'s.
"""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.redemption.model import bugs, scenes
from tests.redemption.till import Till

Plant = Callable[[pytest.MonkeyPatch], None]


class Bug(NamedTuple):
    """A bug, the scene in which it does harm, and the words that tell it."""

    plant: Plant
    scene: Callable[[Till], None]
    told: str


BUGS = {
    "no lock on the half-month": Bug(
        bugs.no_lock_on_the_half_month,
        scenes.a_seal_beside_a_payment,
        "but the books hold",
    ),
    "check, then write": Bug(
        bugs.check_then_write, scenes.two_tills, "but face less live payments is -1000"
    ),
    "the balance is ignored": Bug(
        bugs.the_balance_is_ignored, scenes.a_used_voucher, "was redeemed meanwhile"
    ),
    "samples are money": Bug(
        bugs.samples_and_unsold_ones_are_taken,
        scenes.papers_that_are_no_money,
        "took the sample",
    ),
    "unsold vouchers are money": Bug(
        bugs.samples_and_unsold_ones_are_taken,
        scenes.papers_that_are_no_money,
        "which was never sold",
    ),
    "refunds restore nothing": Bug(
        bugs.refunds_restore_nothing, scenes.a_refund, "an empty voucher was used"
    ),
    "refunds are not looked for": Bug(
        bugs.refunds_are_not_looked_for, scenes.two_refunds, "refund_line_pk"
    ),
    "ids are not looked for": Bug(
        bugs.ids_are_not_looked_for, scenes.one_id_twice, "was redeemed meanwhile"
    ),
    "the seal is ignored": Bug(
        bugs.the_seal_is_ignored, scenes.after_the_seal, "but the books hold"
    ),
    "the cut-off is ignored": Bug(
        bugs.the_cut_off_is_ignored,
        scenes.a_late_refund,
        "in the half-month to 2026-07-15",
    ),
    "payments are not announced": Bug(
        bugs.payments_are_not_announced, scenes.a_payment, "announced 0 times"
    ),
    "payments are announced twice": Bug(
        bugs.payments_are_announced_twice, scenes.a_payment, "announced 2 times"
    ),
    "numbers begin anew": Bug(
        bugs.numbers_begin_anew, scenes.two_payments, "redemption_payment_no_uq"
    ),
    "seals count nothing": Bug(
        bugs.seals_count_nothing, scenes.a_seal_beside_a_payment, "but the books hold"
    ),
    "half-months are sealed early": Bug(
        bugs.half_months_are_sealed_early, scenes.an_early_look, "before it was over"
    ),
    "days turn over by UTC": Bug(
        bugs.days_turn_over_by_utc, scenes.after_midnight, "outside of the half-month"
    ),
    "refunds ignore seal and cut-off": Bug(
        bugs.refunds_ignore_seal_and_cut_off,
        scenes.a_refund_after_the_seal,
        "after its half-month to 2026-07-15 was sealed",
    ),
}


@pytest.mark.parametrize("name", BUGS)
def test_without_the_bug_the_scene_leaves_honest_books(bakery: Till, name: str) -> None:
    assert _told(bakery, BUGS[name].scene) == ""


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_found(
    bakery: Till, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    bug = BUGS[name]
    bug.plant(monkeypatch)

    assert bug.told in _told(bakery, bug.scene)


def _told(till: Till, scene: Callable[[Till], None]) -> str:
    """Return what stopped the scene, a fault or a constraint, or what verify found."""
    try:
        scene(till)
    except Exception as fault:  # noqa: BLE001 - whichever fault it is, it is told
        return str(fault)
    return "\n".join(till.town.verified().differences)
