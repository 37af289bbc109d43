"""A reader of 全銀 総合振込 files, written from the format's description alone.

It shares no line with the writer: fields are cut by their byte positions, as a bank
would cut them.
"""

from dataclasses import dataclass

RECORD = 120
KANA = set(range(0xB1, 0xDE)) | {0xDE, 0xDF}
NAME = KANA | set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -().")
BANK_NAME = KANA | set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -")


@dataclass(frozen=True)
class Header:
    """Who pays, and when."""

    consignor_code: int
    consignor_name: str
    month_day: str
    bank: str
    branch: str
    kind: str
    number: str


@dataclass(frozen=True)
class Data:
    """One transfer."""

    bank: str
    branch: str
    kind: str
    number: str
    holder: str
    yen: int
    customer_1: int
    customer_2: int


@dataclass(frozen=True)
class File:
    """All that a file says."""

    header: Header
    data: tuple[Data, ...]


def read(content: bytes) -> File:
    """Return what the file says; an assertion names the first thing a bank refuses."""
    assert len(content) % RECORD == 0, "records of 120 bytes"
    records = [content[at : at + RECORD] for at in range(0, len(content), RECORD)]
    kinds = b"".join(record[:1] for record in records)
    assert kinds == b"1" + b"2" * (len(records) - 3) + b"89", "the order of records"
    data = tuple(map(_data, records[1:-2]))
    trailer, end = records[-2:]
    assert _digits(trailer, 2, 6) == len(data), "合計件数"
    assert _digits(trailer, 8, 12) == sum(each.yen for each in data), "合計金額"
    assert trailer[19:] == b" " * 101
    assert end[1:] == b" " * 119
    return File(_header(records[0]), data)


def _header(record: bytes) -> Header:
    assert _cut(record, 2, 2) == b"21", "種別コード"
    assert _cut(record, 4, 1) == b"0", "コード区分"
    assert _cut(record, 104, 17) == b" " * 17
    assert _cut(record, 96, 1) in {b"1", b"2", b"9"}, "預金種目"
    return Header(
        consignor_code=_digits(record, 5, 10),
        consignor_name=_text(record, 15, 40, NAME),
        month_day=f"{_digits(record, 55, 4):04}",
        bank=f"{_digits(record, 59, 4):04} {_text(record, 63, 15, BANK_NAME)}",
        branch=f"{_digits(record, 78, 3):03} {_text(record, 81, 15, BANK_NAME)}",
        kind=_cut(record, 96, 1).decode(),
        number=f"{_digits(record, 97, 7):07}",
    )


def _data(record: bytes) -> Data:
    assert _cut(record, 39, 4) == b"0000", "手形交換所番号"
    assert _cut(record, 43, 1) in {b"1", b"2", b"4", b"9"}, "預金種目"
    assert _cut(record, 91, 1) in {b"0", b"1", b"2"}, "新規コード"
    assert _cut(record, 112, 1) in {b"7", b"8"}, "振込指定区分"
    assert _cut(record, 113, 8) == b" " * 8
    yen = _digits(record, 81, 10)
    assert yen > 0, "a transfer of nothing"
    return Data(
        bank=f"{_digits(record, 2, 4):04} {_text(record, 6, 15, BANK_NAME)}",
        branch=f"{_digits(record, 21, 3):03} {_text(record, 24, 15, BANK_NAME)}",
        kind=_cut(record, 43, 1).decode(),
        number=f"{_digits(record, 44, 7):07}",
        holder=_text(record, 51, 30, NAME),
        yen=yen,
        customer_1=_digits(record, 92, 10),
        customer_2=_digits(record, 102, 10),
    )


def _cut(record: bytes, first: int, length: int) -> bytes:
    """Return the bytes of a field; positions count from 1, as banks count."""
    return record[first - 1 : first - 1 + length]


def _digits(record: bytes, first: int, length: int) -> int:
    cut = _cut(record, first, length)
    assert cut.isdigit(), f"digits at {first}: {cut!r}"
    return int(cut)


def _text(record: bytes, first: int, length: int, allowed: set[int]) -> str:
    cut = _cut(record, first, length)
    assert set(cut) <= allowed, f"characters at {first}: {cut!r}"
    assert not cut.startswith(b" ") or not cut.strip(), f"left-aligned at {first}"
    return cut.decode("cp932").rstrip()
