"""The books are recomputed: whoever changes one yen by force is found out."""

from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, pool, text

from deploy.local.stack import Stack
from machiken.contracts.redemption import Receipt
from machiken.contracts.verification import MerchantTotal
from machiken.ids import MerchantCode
from machiken.money import Yen
from tests.conftest import owner_url
from tests.redemption.till import Till
from tests.redemption.town import A_NOON, ISSUER

Force = Callable[[str], None]


@pytest.fixture
def force(stack: Stack) -> Force:
    """Return what somebody could do who has the owner's rights."""

    def run(statement: str) -> None:
        engine = create_engine(owner_url(stack, "redemption"), poolclass=pool.NullPool)
        with engine.begin() as owner:
            changed = owner.execute(text(statement))
        assert changed.rowcount > 0, "the fault was planted"

    return run


@pytest.fixture
def paid(bakery: Till) -> Receipt:
    """Return a payment of two vouchers, serials 1 and 2, in honest books.

    A third voucher was paid and refunded, a sample is about, a checkout is open.
    """
    codes = bakery.town.sold(4)
    bakery.town.sold(1, sample=True)
    bakery.town.set_clock(A_NOON)
    bakery.refund(bakery.pay(codes[2]))
    checkout_id = bakery.open(1_000)
    bakery.read(checkout_id, codes[3])
    bakery.redeem(checkout_id)
    bakery.open(1_000)
    return bakery.pay(*codes[:2])


def test_honest_books_show_no_difference(bakery: Till, paid: Receipt) -> None:
    verified = bakery.town.verified()

    assert paid.count == 2
    assert verified.differences == ()
    assert verified.checked == {"vouchers": 5, "payments": 3, "lines": 4, "refunds": 1}
    assert verified.on_the_way == 5
    assert verified.merchants == (
        MerchantTotal(
            issuer_code=ISSUER,
            merchant_code=MerchantCode("t01"),
            payments=3,
            paid=Yen(4_000),
            refunds=1,
            refunded=Yen(1_000),
        ),
    )


def test_verifying_changes_nothing(bakery: Till, paid: Receipt) -> None:
    before = bakery.town.everything()
    bakery.town.verified()

    assert paid.count == 2
    assert bakery.town.everything() == before


def test_empty_books_are_in_order(bakery: Till) -> None:
    assert bakery.town.verified().differences == ()


FAULTS = {
    "update voucher set balance_yen = balance_yen - 1 where serial = 3": [
        "voucher 3: balance 999 of 1000, used at None",
        "voucher 3: balance 999, but face less live payments is 1000",
    ],
    "update voucher set balance_yen = balance_yen + 1 where serial = 1": [
        "voucher 1: balance 1, but face less live payments is 0"
    ],
    "delete from redemption_line where voucher_id = 1": [
        "voucher 1: balance 0, but face less live payments is 1000",
        "payment {no}: total 2000 of 2 vouchers, but its lines say 1000 of 1",
    ],
    "update redemption_line set amount_yen = 999 where voucher_id = 1": [
        "voucher 1: balance 0, but face less live payments is 1",
        "payment {no}: total 2000 of 2 vouchers, but its lines say 1999 of 2",
    ],
    "update redemption set total_yen = 2001 where voucher_count = 2": [
        "payment {no}: total 2001 of 2 vouchers, but its lines say 2000 of 2",
        "payment {no}: announced with other facts",
    ],
    "update redemption set redeemed_at = redeemed_at + interval '15 days'"
    " where voucher_count = 2": [
        "payment {no}: at 2026-07-16 12:00:00, outside of the half-month to 2026-07-15",
        "payment {no}: announced with other facts",
    ],
    "update redemption set period_last_on = '2026-07-31' where voucher_count = 2": [
        "payment {no}: at 2026-07-01 12:00:00, outside of the half-month to 2026-07-31",
        "payment {no}: announced with other facts",
    ],
    "update redemption set merchant_code = 't02' where voucher_count = 2": [
        "payment {no}: announced with other facts",
    ],
    "update refund set amount_yen = 2 * amount_yen": [
        "refund of {refunded}: 2000 given back, but its vouchers say 1000",
        "payment {refunded}: 2000 given back of 1000",
        "refund of {refunded}: announced with other facts",
    ],
    "update refund set merchant_id = gen_random_uuid()": [
        "refund of {refunded}: by another merchant",
        "refund of {refunded}: announced with other facts",
    ],
    "update refund set refunded_at = refunded_at + interval '15 days'": [
        (
            "refund of {refunded}: at 2026-07-16 12:00:00, but it was paid at"
            " 2026-07-01 12:00:00, in the half-month to 2026-07-15"
        ),
        "refund of {refunded}: announced with other facts",
    ],
    "update refund_line set amount_yen = 999": [
        "refund of {refunded}: 1000 given back, but its vouchers say 999",
        "refund of {refunded}: 999 given back on voucher 3, which gave 1000",
    ],
    "delete from refund_line": [
        "voucher 3: balance 1000, but face less live payments is 0",
        "refund of {refunded}: 1000 given back, but its vouchers say 0",
    ],
    "with lost as (delete from refund_line) delete from refund": [
        "voucher 3: balance 1000, but face less live payments is 0",
        "refund of {refunded}: announced, but not there",
    ],
    "update voucher set sample = true where serial = 1": [
        "payment {no}: took the sample 1"
    ],
    "update voucher set used_at = null where serial = 1": [
        "voucher 1: balance 0 of 1000, used at None"
    ],
    "update batch set replaces_serial = 1 where sample": [
        "batch {sample}: replaces 1, which is not stopped",
        "voucher 1: others took over 1000 yen, more than is left on it",
    ],
    "delete from voucher where serial = 5": ["batch {sample}: 0 vouchers of 1"],
    "update checkout set state = 'aborted' where state = 'redeemed'": [
        "checkout {opened}: aborted, but its payment says otherwise"
    ],
    "update checkout set state = 'redeemed' where state = 'open'": [
        "checkout {open}: redeemed, but its payment says otherwise"
    ],
    "delete from outbox where happened -> 'body' ->> 'count' = '2'": [
        "payment {no}: announced 0 times"
    ],
    "update period set sealed_at = '2026-07-15 14:59:59+00'"
    " where last_on = '2026-07-15'": [
        "half-month to 2026-07-15: sealed at 2026-07-15 23:59:59, before it was over",
        "half-month to 2026-07-15: sealed, and announced 0 times",
        (
            "half-month to 2026-07-15: sealed 0円 in 0 payments, 0円 in 0 refunds of"
            " merchant t01, but the books hold 4000円 in 3, 1000円 in 1"
        ),
    ],
    "delete from outbox where event_name = 'payment_refunded'": [
        "refund of {refunded}: announced 0 times"
    ],
    "insert into outbox (exchange, event_name, happened, appended_at)"
    " select exchange, event_name, happened, appended_at from outbox"
    " where happened -> 'body' ->> 'count' = '2'": ["payment {no}: announced 2 times"],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(
    bakery: Till, paid: Receipt, force: Force, fault: str
) -> None:
    town = bakery.town
    names = {
        "no": paid.payment_no,
        "refunded": town.one("select payment_no from redemption natural join refund"),
        "opened": town.one("select checkout_id from checkout where state = 'redeemed'"),
        "open": town.one("select checkout_id from checkout where state = 'open'"),
        "sample": town.one("select batch_id from batch where sample"),
    }
    force(fault)
    told = bakery.town.verified().differences

    assert sorted(told) == sorted(each.format(**names) for each in FAULTS[fault])


def test_a_long_list_of_differences_is_cut(bakery: Till, force: Force) -> None:
    bakery.town.sold(50)
    force("update voucher set balance_yen = 0")

    assert 20 <= len(bakery.town.verified().differences) <= 40
