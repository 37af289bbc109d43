"""Bugs that the field knows, each planted in one function or statement of the service.

Only the test's own process has them.
"""

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest
from sqlalchemy import TextClause, bindparam, delete, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import BigInteger, Integer

from machiken import outbox, town_time
from machiken.town_time import moment_after
from services.redemption.domain import voucher as vouchers_rules
from services.redemption.store import (
    checkouts,
    half_months,
    holds,
    payments,
    recording,
    seals,
    vouchers,
)
from services.redemption.store.payments import Known
from services.redemption.store.tables import CHECKOUT_READ
from services.redemption.usecases import (
    read_voucher,
    redeem_vouchers,
    refund_payment,
)
from tests.redemption.model.papers import CLOSINGS


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


def days_turn_over_by_utc(patch: pytest.MonkeyPatch) -> None:
    # Nine hours late: what is paid after midnight counts for the day before.
    exchange(patch, half_months, "_TODAY", "Asia/Tokyo", "UTC")
    patch.setattr(town_time, "town_day", lambda at: at.astimezone(UTC).date())


def refunds_ignore_seal_and_cut_off(patch: pytest.MonkeyPatch) -> None:
    share = half_months.share

    def open_for_ever(*given: Any) -> Any:
        period = share(*given)
        return period and replace(period, sealed=False)

    patch.setattr(half_months, "share", open_for_ever)
    the_cut_off_is_ignored(patch)


def holds_are_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(holds, "of", lambda *_given, **_named: {})


def an_undo_frees_anothers_hold(patch: pytest.MonkeyPatch) -> None:
    def drop_everywhere(tx: Any, _checkout_id: Any, position: int) -> bool:
        dropped = delete(CHECKOUT_READ).where(CHECKOUT_READ.c.position == position)
        tx.execute(dropped)
        return True

    patch.setattr(checkouts, "drop_read", drop_everywhere)


def a_stop_is_ignored(patch: pytest.MonkeyPatch) -> None:
    judge = vouchers_rules.redeemable

    def blind(voucher: Any) -> Any:
        return judge(replace(voucher, stopped_at=None))

    for door in (read_voucher, redeem_vouchers):
        patch.setattr(door, "redeemable", blind)
