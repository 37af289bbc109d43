"""The office sees all that happened to a voucher; a shop is told when, never where."""

from typing import Any

import pytest

from machiken.contracts.redemption import (
    CampaignUnknown,
    Happening,
    Histories,
    HistoryConditionOff,
    HistoryQuery,
    HistoryUnknown,
    PrintFileKind,
    VoucherHistory,
    VoucherMalformed,
    VoucherOfOtherCampaign,
    VoucherState,
    VoucherUnknown,
    VoucherUsed,
)
from machiken.ids import IssuerCode
from machiken.money import ZERO, Yen
from services.redemption.usecases.voucher_history import voucher_history
from tests.redemption.refusing import refusing
from tests.redemption.till import Till
from tests.redemption.town import ISSUER, NEIGHBOUR, NEIGHBOURS_RULES, Town

THOUSAND = Yen(1_000)


def histories(town: Town, **which: Any) -> Histories:
    """Return what the office sees."""
    query = HistoryQuery(**{"issuer_code": ISSUER} | which)
    with town.db.begin() as tx:
        return voucher_history(tx, query, key=town.key)


def history(town: Town, **which: Any) -> VoucherHistory:
    (one,) = histories(town, **which).vouchers
    return one


def told(one: VoucherHistory) -> list[tuple[str, str | None, str | None]]:
    return [(each.happening.value, each.by, each.merchant_code) for each in one.lines]


def test_a_vouchers_life_is_told_from_its_order_to_its_replacement(
    bakery: Till, bookshop: Till
) -> None:
    town = bakery.town
    (code,) = town.sold(1)  # fetches its list of codes, too
    paid = bakery.pay(code)
    bakery.refund(paid)
    bookshop.refund(bookshop.pay(code))
    checkout_id = bookshop.open(1_000)
    bookshop.read(checkout_id, code)
    bookshop.abort(checkout_id)
    town.stop(1, "水ぬれ")
    town.replace(1)
    one = history(town, serial=1)

    assert told(one) == [
        ("ordered", "operator", None),
        ("activated", "operator", None),
        ("print_fetched", "operator", None),
        ("redeemed", "t01-hanako", "t01"),
        ("refunded", "t01-hanako", "t01"),
        ("redeemed", "t02-hanako", "t02"),
        ("refunded", "t02-hanako", "t02"),
        ("read", "t02-hanako", "t02"),
        ("stopped", "operator", None),
        ("replaced", "operator", None),
    ]
    assert (one.state, one.balance) == (VoucherState.STOPPED, THOUSAND)
    assert one.lines[3].payment_no == paid.payment_no
    assert one.lines[3].amount == THOUSAND
    assert [each.note for each in one.lines[7:9]] == ["aborted", "水ぬれ"]
    assert one.lines[-1].serial == 2


def test_a_replacement_knows_whose_place_it_took(bakery: Till) -> None:
    town = bakery.town
    town.sold(1)
    batch = town.replace(1)
    town.work("issue")
    one = history(town, serial=2)

    assert one.batch_id == batch.batch_id
    assert told(one)[:2] == [
        ("ordered", "operator", None),
        ("replaces", "operator", None),
    ]
    assert one.lines[1].serial == 1


def test_it_is_found_by_its_code_and_by_its_payment_too(bakery: Till) -> None:
    codes = bakery.town.sold(3)
    paid = bakery.pay(codes[2], codes[0])

    by_code = history(bakery.town, voucher_code=codes[0])
    by_payment = histories(bakery.town, payment_no=paid.payment_no).vouchers
    assert [each.serial for each in by_payment] == [1, 3]
    assert by_payment[0] == by_code == history(bakery.town, serial=1)
    assert (by_code.state, by_code.balance) == (VoucherState.USED, ZERO)


def test_who_fetched_a_print_file_is_told(bakery: Till) -> None:
    town = bakery.town
    batch = town.unsold(1)
    town.fetch(batch.batch_id, PrintFileKind.CODES)
    (fetched,) = (
        each
        for each in history(town, serial=1).lines
        if each.happening is Happening.PRINT_FETCHED
    )

    assert (fetched.by, fetched.note) == ("operator", "codes 1")


def test_an_open_read_is_told_as_it_stands(bakery: Till) -> None:
    (code,) = bakery.town.sold(1)
    bakery.read(bakery.open(1_000), code)
    last = history(bakery.town, serial=1).lines[-1]

    assert (last.happening, last.note) == (Happening.READ, "open")
    assert (last.by, last.merchant_code) == ("t01-hanako", None), "no payment yet"


@pytest.mark.parametrize(
    "which",
    [
        {},
        {"serial": 1, "payment_no": "x"},
        {"serial": 1, "voucher_code": "x"},
        {"voucher_code": "x", "payment_no": "x"},
    ],
)
def test_one_condition_is_needed_and_no_more(town: Town, which: dict[str, Any]) -> None:
    with refusing(town, HistoryConditionOff):
        histories(town, **which)


@pytest.mark.parametrize("serial", [0, -1, 2, 2**63, 2**70])
def test_a_serial_that_is_none_is_said_so(bakery: Till, serial: int) -> None:
    bakery.town.sold(1)

    with refusing(bakery.town, VoucherUnknown):
        histories(bakery.town, serial=serial)


def test_another_campaigns_vouchers_and_payments_are_not_found(bakery: Till) -> None:
    town = bakery.town
    (code,) = town.sold(1)
    paid = bakery.pay(code)
    town.apply(NEIGHBOURS_RULES)

    with refusing(town, VoucherOfOtherCampaign):
        histories(town, issuer_code=NEIGHBOUR, voucher_code=code)
    with refusing(town, HistoryUnknown):
        histories(town, issuer_code=NEIGHBOUR, payment_no=paid.payment_no)
    with refusing(town, CampaignUnknown):
        histories(town, issuer_code=IssuerCode("XXX202601"), serial=1)
    with refusing(town, VoucherMalformed):
        histories(town, voucher_code="x")
    with refusing(town, HistoryUnknown):
        histories(town, payment_no="'; drop table voucher; --")


def test_a_shop_is_told_when_a_voucher_was_used_and_never_where(
    bakery: Till, bookshop: Till
) -> None:
    (code,) = bakery.town.sold(1)
    paid = bakery.pay(code)

    with refusing(bakery.town, VoucherUsed) as refused:
        bookshop.pay(code)
    assert refused.facts["used_at"] == paid.redeemed_at.isoformat()
    assert set(refused.facts) == {"code_tail", "used_at"}
    said = repr(bookshop.balance(code)) + repr(refused.facts)
    for secret in ("t01", str(paid.merchant_id), paid.payment_no):
        assert secret not in said


def test_looking_changes_nothing(bakery: Till) -> None:
    bakery.pay(*bakery.town.sold(1))
    before = bakery.town.everything()
    history(bakery.town, serial=1)

    assert bakery.town.everything() == before
