"""振込一覧 as a spreadsheet: the same payout, the same bytes."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Final

import xlsxwriter

from machiken.contracts.settlement import Outcome, PayoutView

HEAD: Final = (
    "振込番号",
    "加盟店コード",
    "加盟店名称",
    "締め日",
    "口座末尾",
    "金額",
    "結果",
    "理由",
    "手数料",
)
_WORDS: Final = {Outcome.PAID: "入金", Outcome.RETURNED: "返却", None: ""}
# A workbook holds its moment of making; a fixed one keeps its bytes the same.
_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def payout_xlsx(payout: PayoutView) -> bytes:
    """Return the workbook; texts stay texts, whatever they begin with."""
    file = BytesIO()
    options = {"in_memory": True}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": f"振込一覧 {payout.payout_no}", "created": _MADE})
    sheet = book.add_worksheet("振込一覧")
    bold = book.add_format({"bold": True})
    yen = book.add_format({"num_format": "#,##0"})
    sheet.write_row(0, 0, HEAD, bold)
    for row, each in enumerate(payout.transfers, start=1):
        sheet.write_number(row, 0, each.transfer_no)
        texts = (
            each.merchant_code,
            each.merchant_name,
            f"{each.last_on:%Y/%m/%d}",
            each.number_tail,
        )
        for column, said in enumerate(texts, start=1):
            sheet.write_string(row, column, said)
        sheet.write_number(row, 5, each.amount.amount, yen)
        sheet.write_string(row, 6, _WORDS[each.outcome])
        sheet.write_string(row, 7, each.reason)
        sheet.write_number(row, 8, each.fee.amount, yen)
    last = len(payout.transfers) + 1
    sheet.write_string(last, 2, "合計", bold)
    sheet.write_number(last, 5, payout.total.amount, yen)
    sheet.set_column(1, 2, 18)
    sheet.set_column(3, 8, 12)
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()
