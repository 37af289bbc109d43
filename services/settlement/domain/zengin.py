"""全銀 総合振込: the file by which a bank pays many accounts on one day.

One header, a record for each transfer, a trailer, an end: 120 bytes each, JIS X 0201
in CP932, nothing between them. The same payout gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from machiken.money import ZERO, Yen, total
from services.settlement.domain.bank_account import Account

RECORD_BYTES: Final = 120
AMOUNT_MAX: Final = Yen(9_999_999_999)
TOTAL_MAX: Final = Yen(999_999_999_999)
TRANSFERS_MAX: Final = 999_999

_BULK_TRANSFER: Final = "21"
_JIS: Final = "0"
_KNOWN_PAYEE: Final = "0"
_BY_WIRE: Final = "7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """The town's own account, and who it is to its bank."""

    consignor_code: str
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One payment: to which account, how much, and by which number it comes back."""

    transfer_no: int
    account: Account
    amount: Yen


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """All that a file says."""

    payout_no: int
    pay_on: date
    payer: Payer
    transfers: Sequence[Transfer]


def bank_file(order: Order) -> bytes:
    """Return the file; its trailer says how many transfers and how much in all."""
    _check(order)
    records = [
        _header(order),
        *(_data(order, each) for each in order.transfers),
        _trailer(order.transfers),
        "9".ljust(RECORD_BYTES),
    ]
    content = "".join(records).encode("cp932")
    assert len(content) == RECORD_BYTES * (len(order.transfers) + 3), "120 bytes each"
    return content


def _check(order: Order) -> None:
    """Stop rather than order a payment that no statement asked for."""
    amounts = [each.amount for each in order.transfers]
    assert 0 < len(amounts) <= TRANSFERS_MAX, "there is something to pay"
    assert all(ZERO < amount <= AMOUNT_MAX for amount in amounts), "each pays something"
    assert total(amounts) <= TOTAL_MAX, "the sum fits its field"


def _header(order: Order) -> str:
    payer = order.payer
    return _record(
        "1",
        _BULK_TRANSFER,
        _JIS,
        _number(payer.consignor_code, 10),
        _text(payer.account.holder, 40),
        f"{order.pay_on:%m%d}",
        *_bank(payer.account),
        payer.account.kind.value,
        _number(payer.account.number, 7),
        _text("", 17),
    )


def _data(order: Order, transfer: Transfer) -> str:
    return _record(
        "2",
        *_bank(transfer.account),
        "0000",
        transfer.account.kind.value,
        _number(transfer.account.number, 7),
        _text(transfer.account.holder, 30),
        _number(str(transfer.amount.amount), 10),
        _KNOWN_PAYEE,
        _number(str(transfer.transfer_no), 10),
        _number(str(order.payout_no), 10),
        _BY_WIRE,
        _text("", 8),
    )


def _trailer(transfers: Iterable[Transfer]) -> str:
    amounts = [each.amount for each in transfers]
    return _record(
        "8",
        _number(str(len(amounts)), 6),
        _number(str(total(amounts).amount), 12),
        _text("", 101),
    )


def _bank(account: Account) -> tuple[str, str, str, str]:
    return (
        _number(account.bank_code, 4),
        _text(account.bank_kana, 15),
        _number(account.branch_code, 3),
        _text(account.branch_kana, 15),
    )


def _record(*fields: str) -> str:
    record = "".join(fields)
    assert len(record) == RECORD_BYTES, f"a record of {len(record)} bytes"
    return record


def _number(digits: str, width: int) -> str:
    assert digits.isdecimal(), "digits only"
    assert len(digits) <= width, f"{width} digits"
    return digits.zfill(width)


def _text(narrow: str, width: int) -> str:
    assert len(narrow) <= width, f"{width} characters"
    return narrow.ljust(width)
