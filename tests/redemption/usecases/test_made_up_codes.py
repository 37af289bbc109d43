"""Made-up codes: none is taken, and none gets as far as the database."""

import random
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Final

import pytest
from sqlalchemy import event

from machiken.contracts.redemption import (
    BalanceQuery,
    ReadVoucher,
    RedeemVouchers,
    VoucherMalformed,
    VouchersRefused,
)
from machiken.ids import VoucherCode
from services.redemption.usecases.inquire import balance
from services.redemption.usecases.read_voucher import read_voucher
from services.redemption.usecases.redeem_vouchers import redeem_vouchers
from tests.redemption.till import Till, new_id

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Asking = Callable[[Till, str], None]


@pytest.fixture
def statements(bakery: Till) -> Iterator[list[str]]:
    """Return what the database is told, as it grows."""
    told: list[str] = []

    def note(_on: object, _cursor: object, statement: str, *_rest: object) -> None:
        told.append(statement)

    engine = bakery.town.db.kw["bind"]
    event.listen(engine, "before_cursor_execute", note)
    yield told
    event.remove(engine, "before_cursor_execute", note)


def look(till: Till, text: str) -> None:
    """Ask for the balance."""
    with till.town.db.begin() as tx:
        balance(tx, BalanceQuery(voucher_code=text), till.actor, key=till.town.key)


def read(till: Till, text: str) -> None:
    """Read it into a checkout."""
    request = ReadVoucher(checkout_id=new_id(), voucher_code=text)
    with till.town.db.begin() as tx:
        read_voucher(tx, request, till.actor, key=till.town.key)


def redeem(till: Till, text: str) -> None:
    """Redeem it in one step."""
    request = RedeemVouchers(checkout_id=new_id(), voucher_codes=(text,))
    with till.town.db.begin() as tx:
        redeem_vouchers(tx, request, till.actor, key=till.town.key)


def test_100_000_random_and_10_000_flipped_codes_never_reach_the_database(
    bakery: Till, statements: list[str]
) -> None:
    codes = bakery.town.sold(100)
    statements.clear()

    offered = zip(_made_up(codes), cycle([look, read, redeem]), strict=False)
    taken = [code for code, ask in offered if not _malformed(ask, bakery, code)]

    assert taken == []
    assert statements == []


@pytest.mark.parametrize("ask", [look, redeem])
def test_a_printed_code_does_reach_it(
    bakery: Till, statements: list[str], ask: Asking
) -> None:
    (code,) = bakery.town.sold(1)
    statements.clear()

    ask(bakery, code)

    assert any("voucher" in each for each in statements)


def test_a_basket_of_made_up_codes_never_reaches_the_database(
    bakery: Till, statements: list[str]
) -> None:
    codes = bakery.town.sold(10)
    statements.clear()

    with pytest.raises(VouchersRefused) as refused:
        bakery.pay(*(code[:-1] + _other(code[-1]) for code in codes))

    assert refused.value.facts["bad"].count("redemption.voucher_malformed") == 10
    assert statements == []


def _made_up(codes: list[VoucherCode]) -> Iterator[str]:
    dice = random.Random(20261031)  # noqa: S311 - a test repeats itself
    for _ in range(100_000):
        yield "MKKN" + dice.choice("RS") + "".join(dice.choices(ALPHABET, k=27))
    for _ in range(10_000):
        code, at = dice.choice(codes), dice.randrange(32)
        flipped = ALPHABET[ALPHABET.index(code[at]) ^ 1 << dice.randrange(5)]
        yield code[:at] + flipped + code[at + 1 :]


def _malformed(ask: Asking, till: Till, text: str) -> bool:
    try:
        ask(till, text)
    except VoucherMalformed:
        return True
    return False


def _other(char: str) -> str:
    return ALPHABET[ALPHABET.index(char) ^ 1]
