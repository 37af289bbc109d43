"""The invariants I1 to I12, each asked of what a run of the machine has left behind.

`docs/proof.md` says what each of them means. `verify` asks many of them once more, by
itself; here the model's word, or the ledger's, stands against the service's.
"""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import select

from machiken.contracts.redemption import PaymentUnknown, Receipt
from machiken.contracts.verification import Verification
from machiken.contracts.wire import to_wire
from machiken.ids import CampaignId, CheckoutId
from services.redemption.store import seals
from services.redemption.store.seals import Overdue
from services.redemption.store.tables import OUTBOX, PERIOD
from tests.redemption.model.beside import DEVICES, SHOPS, Beside
from tests.redemption.model.books import Sums
from tests.redemption.model.papers import FACE
from tests.redemption.till import Till
from tests.redemption.town import ISSUER


def verify_finds_nothing(run: Beside) -> None:
    """I2 to I9: the service recomputes its own books, and its sums are the model's."""
    verified = run.town.verified()
    assert verified.differences == ()
    assert _sums(verified) == run.books.sums(None)


def every_voucher_is_worth_what_it_should(run: Beside) -> None:
    """I2, I3, I9: a voucher is used or whole; all that was issued is somewhere."""
    kept = run.town.everything()["voucher"]
    assert {row["serial"]: row["balance_yen"] for row in kept} == {
        each.serial: 0 if each.used else FACE for each in run.books.papers
    }


def every_payment_holds_its_vouchers(run: Beside) -> None:
    """I4, I5, I6: lines, amount, refund and half-month of each are the model's."""
    kept = run.town.everything()
    serials = {row["voucher_id"]: row["serial"] for row in kept["voucher"]}
    lines: dict[CheckoutId, set[int]] = {}
    for row in kept["redemption_line"]:
        lines.setdefault(row["checkout_id"], set()).add(serials[row["voucher_id"]])
    back = {row["checkout_id"]: row["amount_yen"] for row in kept["refund"]}
    payments = {row["checkout_id"]: row for row in kept["redemption"]}
    assert set(payments) == {each.checkout_id for each in run.paid}
    for receipt, paid in zip(run.paid, run.books.payments, strict=True):
        checkout_id, yen = receipt.checkout_id, FACE * len(paid.papers)
        assert lines[checkout_id] == {each.serial for each in paid.papers}
        assert payments[checkout_id]["total_yen"] == yen
        assert payments[checkout_id]["period_last_on"] == paid.closing
        assert back.get(checkout_id) == (yen if paid.refunded else None)


def seals_hold_everything_once(run: Beside) -> None:
    """I7, I8, I10: each half-month is told once, and told again it is the same."""
    told = run.town.told("period_sealed")
    assert set(Counter(each["last_on"] for each in told).values()) == {1}
    assert {_day(each): _sealed(each) for each in told} == run.books.sealed
    assert sum(
        count[1] - count[3] for each in told for count in _sealed(each).values()
    ) == sum(count[1] - count[3] for count in run.books.sums(None).values())
    with run.town.db.begin() as tx:
        periods = {row.last_on: row for row in tx.execute(select(PERIOD))}
        for each in told:
            row = periods[_day(each)]
            again = Overdue(
                campaign_id=CampaignId(row.campaign_id),
                issuer_code=ISSUER,
                first_on=row.first_on,
                last_on=row.last_on,
                pay_by=row.pay_by,
            )
            rebuilt = [to_wire(sums) for sums in seals.sums(tx, again)]
            assert rebuilt == each["merchants"]


def every_answer_stays_true(run: Beside) -> None:
    """I11, I12: each receipt is found as it was told, and no refused id ever is."""
    for receipt in (*run.paid, *run.practised):
        till = _till_of(run, receipt)
        assert till.receipt(receipt.checkout_id) == receipt
    for checkout_id in run.refused:
        till = run.till((SHOPS[0], DEVICES[0]), run.town)
        assert _is_unknown(till, checkout_id)


def the_ledger_balances(run: Beside) -> None:
    """I1: what is owed is what was paid, however often and whenever it is heard."""
    with run.town.db.begin() as tx:
        announced = list(tx.scalars(select(OUTBOX.c.happened)))
    run.ledger.hear(announced)
    verified = run.ledger.verified()
    assert verified.differences == ()
    assert _sums(verified) == run.books.sums(None)


ALL = (
    verify_finds_nothing,
    every_voucher_is_worth_what_it_should,
    every_payment_holds_its_vouchers,
    seals_hold_everything_once,
    every_answer_stays_true,
    the_ledger_balances,
)


def _sums(verified: Verification) -> Sums:
    return {
        each.merchant_code: (
            each.payments,
            each.paid.amount,
            each.refunds,
            each.refunded.amount,
        )
        for each in verified.merchants
    }


def _day(told: dict[str, Any]) -> date:
    return date.fromisoformat(told["last_on"])


def _sealed(told: dict[str, Any]) -> Sums:
    return {
        each["merchant_code"]: (
            each["payments"],
            each["paid"],
            each["refunds"],
            each["refunded"],
        )
        for each in told["merchants"]
    }


def _till_of(run: Beside, receipt: Receipt) -> Till:
    return run.till((receipt.merchant_code, DEVICES[0]), run.town)


def _is_unknown(till: Till, checkout_id: CheckoutId) -> bool:
    try:
        till.receipt(checkout_id)
    except PaymentUnknown:
        return True
    return False
