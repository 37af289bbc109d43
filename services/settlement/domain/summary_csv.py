"""The CSV by day or by half-month: one line for each merchant and day or half-month."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from machiken.contracts.settlement import ExportUnit
from machiken.spreadsheets import harmless
from services.settlement.domain.payment_csv import as_text

HEADERS: Final = {
    ExportUnit.DAY: "決済日",
    ExportUnit.PERIOD: "締め日",
}


class SummaryRow(NamedTuple):
    """What one merchant's day or half-month holds."""

    merchant_code: str
    merchant_name: str
    on: date
    payments: int
    paid_yen: int
    refunds: int
    refunded_yen: int


def summary(unit: ExportUnit, rows: Iterable[SummaryRow]) -> str:
    """Return the whole file's text, its header included."""
    header = (
        "加盟店コード",
        "加盟店名称",
        HEADERS[unit],
        "決済件数",
        "決済金額",
        "返金件数",
        "返金金額",
        "合計決済額",
    )
    return as_text([header, *map(_cells, rows)])


def _cells(row: SummaryRow) -> tuple[str, ...]:
    net = row.paid_yen - row.refunded_yen
    numbers = (row.payments, row.paid_yen, row.refunds, row.refunded_yen, net)
    return (
        row.merchant_code,
        harmless(row.merchant_name),
        f"{row.on:%Y/%m/%d}",
        *map(str, numbers),
    )
