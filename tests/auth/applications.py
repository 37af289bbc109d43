"""Files of applications, as a town's clerk might send them."""

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Any, Final

from openpyxl import Workbook

HEADER: Final = (
    "加盟店コード",
    "加盟店名",
    "会社コード",
    "会社名",
    "申込日",
    "権限",
    "氏名",
    "ログインID",
    "メールアドレス",
)
OAK: Final = (
    "a01",
    "樫の木食堂",
    "A001",
    "有限会社樫の木",
    "2026-04-20",
    "代表者",
    "樫村 一郎",
    "a01ichiro",
    "ichiro@kashi.kinomachi.example",
)
OAK_TILL: Final = (
    *OAK[:5],
    "スタッフ",
    "樫村 二葉",
    "a01futaba",
    "futaba@kashi.kinomachi.example",
)
PINE: Final = (
    "a02",
    "松屋文具店",
    "A002",
    "松屋",
    "2026/5/7",
    "代表者",
    "松井 緑",
    "a02midori",
    "midori@matsu.kinomachi.example",
)


def csv_file(
    *rows: Sequence[str], header: Sequence[str] = HEADER, encoding: str = "utf-8-sig"
) -> bytes:
    """Return a CSV of these rows."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode(encoding)


def xlsx_file(*rows: Sequence[Any], header: Sequence[str] = HEADER) -> bytes:
    """Return an Excel book of these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (header, *rows):
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def zipped(**parts: bytes) -> bytes:
    """Return a zip that is no book."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return content.getvalue()


def changed(row: Sequence[str], **values: str) -> tuple[str, ...]:
    """Return the row with other values under some headings."""
    cells = dict(zip(HEADER, row, strict=True)) | values
    return tuple(cells.values())


def merchants(count: int) -> list[tuple[str, ...]]:
    """Return rows of so many merchants, each with a representative and a clerk."""
    rows: list[tuple[str, ...]] = []
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    for n in range(count):
        code = digits[n // 1296 % 36] + digits[n // 36 % 36] + digits[n % 36]
        shop = (code, f"店 {code}", f"K{code}", f"会社 {code}", "2026-04-20")
        mail = f"{code}@shop.kinomachi.example"
        rows.append((*shop, "代表者", f"代表 {code}", f"{code}daihyo", mail))
        rows.append((*shop, "スタッフ", f"店員 {code}", f"{code}tenin", f"t{mail}"))
    return rows
