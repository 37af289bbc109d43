"""Bugs that the field knows, planted one by one: the proof must find each.

A proof that has never found anything proves nothing. Each bug changes one function or
statement of the service, in the test's process only; then a short scene is played.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import BigInteger, Integer

from machiken import outbox
from machiken.town_time import moment_after
from services.redemption.store import half_months, payments, recording, seals, vouchers
from services.redemption.store.payments import Known
from services.redemption.usecases import (
    redeem_vouchers,
    refund_payment,
)
from tests.redemption.model import scenes
from tests.redemption.model.papers import CLOSINGS
from tests.redemption.till import Till

Plant = Callable[[pytest.MonkeyPatch], None]


class Bug(NamedTuple):
    """A bug, the scene in which it does harm, and the words that tell it."""

    plant: Plant
    scene: Callable[[Till], None]
    told: str


def exchange(patch: pytest.MonkeyPatch, module: object, name: str, *pairs: str) -> None:
    """Exchange pieces of one of the service's statements, each old one for a new."""
    statement: TextClause = getattr(module, name)
    broken = statement.text
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in broken, "the bug can still be planted"
        broken = broken.replace(old, new)
    arrays = [
        bindparam(key, type_=kind)
        for key, kind in (("ids", ARRAY(BigInteger)), ("amounts", ARRAY(Integer)))
        if f":{key}" in broken
    ]
    patch.setattr(module, name, text(broken).bindparams(*arrays))


def no_lock_on_the_half_month(patch: pytest.MonkeyPatch) -> None:
    # Both locks: either alone is enough, with the foreign key's own share lock.
    exchange(patch, half_months, "_TODAY", "for share of p", "")
    exchange(patch, seals, "_OVERDUE", "for update of p", "")


def check_then_write(patch: pytest.MonkeyPatch) -> None:
    for lock in ("_LOCK_BY_DIGEST", "_LOCK_IN_TURN"):
        patch.setattr(vouchers, lock, vars(vouchers)["_LOOK"])
    exchange(
        patch,
        recording,
        "_RECORD",
        "balance_yen - lines.amount_yen",
        "0",
        "and voucher.balance_yen >= lines.amount_yen",
        "",
    )


def the_balance_is_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(redeem_vouchers, "redeemable", lambda voucher: voucher.face_value)


def samples_and_unsold_ones_are_taken(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(redeem_vouchers, "redeemable", lambda voucher: voucher.balance)


def refunds_restore_nothing(patch: pytest.MonkeyPatch) -> None:
    exchange(patch, recording, "_RESTORE", "+ line.amount_yen", "+ 0")


def refunds_are_not_looked_for(patch: pytest.MonkeyPatch) -> None:
    lines = payments.lines

    def fresh(*given: Any) -> Any:
        return [
            replace(line, refund_id=None, refunded_at=None) for line in lines(*given)
        ]

    patch.setattr(refund_payment, "_is_known", lambda *_given: False)
    patch.setattr(payments, "lines", fresh)
    exchange(patch, recording, "_RESTORE", "on conflict do nothing", "")


def ids_are_not_looked_for(patch: pytest.MonkeyPatch) -> None:
    nothing = Known(payment=None, is_checkout=False)
    patch.setattr(payments, "known", lambda _tx, _id: nothing)
    patch.setattr(redeem_vouchers, "redeemable", lambda voucher: voucher.face_value)


def the_seal_is_ignored(patch: pytest.MonkeyPatch) -> None:
    period = vars(half_months)["_period"]
    patch.setattr(
        half_months, "_period", lambda row: replace(period(row), sealed=False)
    )


def the_cut_off_is_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(payments, "moment_after", lambda _day: moment_after(CLOSINGS[-1]))


def payments_are_not_announced(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outbox, "append", lambda *_given, **_named: None)


def payments_are_announced_twice(patch: pytest.MonkeyPatch) -> None:
    append = outbox.append

    def twice(*given: Any, **named: Any) -> Any:
        append(*given, **named)
        return append(*given, **named)

    patch.setattr(outbox, "append", twice)


def numbers_begin_anew(patch: pytest.MonkeyPatch) -> None:
    number = recording.next_number
    patch.setattr(recording, "next_number", lambda *given: (1, number(*given)[1]))


def seals_count_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(seals, "sums", lambda _tx, _period: ())


def half_months_are_sealed_early(patch: pytest.MonkeyPatch) -> None:
    exchange(
        patch, seals, "_OVERDUE", "p.last_on <", "p.last_on - interval '20 days' <"
    )


BUGS = {
    "no lock on the half-month": Bug(
        no_lock_on_the_half_month, scenes.a_seal_beside_a_payment, "but the books hold"
    ),
    "check, then write": Bug(
        check_then_write, scenes.two_tills, "but face less live payments is -1000"
    ),
    "the balance is ignored": Bug(
        the_balance_is_ignored, scenes.a_used_voucher, "was redeemed meanwhile"
    ),
    "samples are money": Bug(
        samples_and_unsold_ones_are_taken,
        scenes.papers_that_are_no_money,
        "took the sample",
    ),
    "unsold vouchers are money": Bug(
        samples_and_unsold_ones_are_taken,
        scenes.papers_that_are_no_money,
        "which was never sold",
    ),
    "refunds restore nothing": Bug(
        refunds_restore_nothing, scenes.a_refund, "an empty voucher was used"
    ),
    "refunds are not looked for": Bug(
        refunds_are_not_looked_for, scenes.two_refunds, "refund_line_pk"
    ),
    "ids are not looked for": Bug(
        ids_are_not_looked_for, scenes.one_id_twice, "was redeemed meanwhile"
    ),
    "the seal is ignored": Bug(
        the_seal_is_ignored, scenes.after_the_seal, "but the books hold"
    ),
    "the cut-off is ignored": Bug(
        the_cut_off_is_ignored, scenes.a_late_refund, "in the half-month to 2026-07-15"
    ),
    "payments are not announced": Bug(
        payments_are_not_announced, scenes.a_payment, "announced 0 times"
    ),
    "payments are announced twice": Bug(
        payments_are_announced_twice, scenes.a_payment, "announced 2 times"
    ),
    "numbers begin anew": Bug(
        numbers_begin_anew, scenes.two_payments, "redemption_payment_no_uq"
    ),
    "seals count nothing": Bug(
        seals_count_nothing, scenes.a_seal_beside_a_payment, "but the books hold"
    ),
    "half-months are sealed early": Bug(
        half_months_are_sealed_early, scenes.an_early_look, "before it was over"
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
