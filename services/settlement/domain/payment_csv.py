"""The CSV of payments and refunds: 28 columns in the manual's order (§8-4).

A refund is a row of its own, `RF`, with a positive amount. The manual leaves columns
17 to 28 unnamed; they are called 予備1 to 予備12 here, because software that reads the
file by its header needs each name once. Column 11 repeats column 8, as the manual says.
"""

import csv
from collections.abc import Iterable
from datetime import datetime
from io import StringIO
from typing import Final, NamedTuple

from machiken.spreadsheets import harmless
from machiken.town_time import TOWN_TIME
from services.settlement.domain.accounts import Kind

HEADER: Final = (
    "加盟店コード",
    "加盟店名称",
    "決済日時",
    "伝票番号",
    "決済金額",
    "OEMコード",
    "OEM名称",
    "データ種別",
    "リファンド回数",
    "立て直し回数",
    "データフォーマット",
    "処理・決済日時",
    "処理・伝票番号",
    "担当者名",
    "備考",
    "元・伝票番号",
    *(f"予備{number}" for number in range(1, 13)),
)
PAYMENT: Final = "ND"
REFUND: Final = "RF"

_UNUSED: Final = ("",) * 12


class PaymentRow(NamedTuple):
    """One payment or refund in the books; a tuple, for there are millions."""

    merchant_code: str
    merchant_name: str
    redeemed_at: datetime
    payment_no: str
    amount_yen: int
    issuer_code: str
    campaign_name: str
    kind: str
    happened_at: datetime
    login_id: str


class Frame(NamedTuple):
    """What is the same in all lines of a merchant, as CSV already."""

    head: str
    """Up to the first moment, its comma included."""
    payment: str
    """What follows a payment's amount."""
    refund: str
    """What follows a refund's amount, up to its own moment."""
    note: str
    """How a refund's note begins; not quoted yet."""
    unused: str
    """The columns that nobody uses, each after its comma."""


def frame(
    merchant_code: str, merchant_name: str, issuer_code: str, campaign_name: str
) -> Frame:
    """Return the parts of a merchant's lines; `cells` says what they add up to."""
    head = _line(merchant_code, harmless(merchant_name), "")
    issuer = (issuer_code, harmless(campaign_name))
    unused = "," * len(_UNUSED)
    return Frame(
        head=head,
        payment=_line("", *issuer, PAYMENT, "", "", PAYMENT, *[""] * 5) + unused,
        refund=_line("", *issuer, REFUND, "", "", REFUND, ""),
        note=f"{harmless(campaign_name)}:",
        unused=unused,
    )


def _line(*texts: str) -> str:
    return as_text([texts]).removesuffix("\r\n")


def as_text(cells: Iterable[tuple[str, ...]]) -> str:
    """Return rows as CSV (RFC 4180): CRLF ends, quotes where a cell needs them."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(cells)
    return text.getvalue()


def cells(row: PaymentRow) -> tuple[str, ...]:
    """Return the 28 cells of a payment or a refund."""
    refund = row.kind == Kind.REFUND
    data_kind = REFUND if refund else PAYMENT
    return (
        row.merchant_code,
        harmless(row.merchant_name),
        _town_time(row.redeemed_at),
        row.payment_no,
        str(row.amount_yen),
        row.issuer_code,
        harmless(row.campaign_name),
        data_kind,
        "",
        "",
        data_kind,
        *(_of_refund(row) if refund else ("", "", "", "", "")),
        *_UNUSED,
    )


def _of_refund(row: PaymentRow) -> tuple[str, str, str, str, str]:
    note = harmless(f"{row.campaign_name}:{row.login_id}")
    return (_town_time(row.happened_at), row.payment_no, "", note, row.payment_no)


def _town_time(at: datetime) -> str:
    return at.astimezone(TOWN_TIME).strftime("%Y/%m/%d %H:%M:%S")
