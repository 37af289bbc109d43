"""A paper of A4 with a heading, facts and a table: the same content, the same bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any, Final

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from machiken.typefaces import BOLD, TEXT, register_fonts, runs

_LINE: Final = colors.HexColor("#b8c4b8")
_PALE: Final = colors.HexColor("#edf4ed")
_DIGEST_SIZE: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a paper says."""

    title: str
    issuer: str
    facts: Sequence[tuple[str, str]]
    head: Sequence[str]
    rows: Iterable[Sequence[str]]
    widths_mm: Sequence[float]
    amounts_from: int
    """The first column of amounts, which stand to the right."""
    small_print: str


def paper(sheet: Sheet) -> bytes:
    """Return the PDF. Raises `FontMissing` where the typeface is not installed."""
    register_fonts()
    file = BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=18 * mm,
        rightMargin=18 * mm,
        topMargin=16 * mm,
        bottomMargin=16 * mm,
        title=sheet.title,
        author=sheet.issuer,
        creator="Machiken",
        invariant=1,
        initialFontName=TEXT,
    )
    document.build(list(_content(sheet)), onLaterPages=_number, onFirstPage=_number)
    return file.getvalue()


def _content(sheet: Sheet) -> Iterable[Flowable]:
    plain = ParagraphStyle("plain", fontName=TEXT, fontSize=9, leading=14)
    title = ParagraphStyle("title", fontName=BOLD, fontSize=15, leading=22)
    small = ParagraphStyle("small", fontName=TEXT, fontSize=_DIGEST_SIZE, leading=9)
    yield Paragraph(_safe(sheet.title, BOLD), title)
    yield Spacer(1, 4 * mm)
    facts = [[name, Paragraph(_safe(said), plain)] for name, said in sheet.facts]
    yield Table(facts, colWidths=[38 * mm, 136 * mm], style=_facts_style())
    yield Spacer(1, 6 * mm)
    cells = [
        [Paragraph(_safe(cell), plain) if at < sheet.amounts_from else cell
         for at, cell in enumerate(row)]
        for row in sheet.rows
    ]  # fmt: skip
    widths = [width * mm for width in sheet.widths_mm]
    yield Table(
        [list(sheet.head), *cells],
        colWidths=widths,
        repeatRows=1,
        style=_table_style(sheet.amounts_from),
    )
    yield Spacer(1, 5 * mm)
    yield Paragraph(_safe(sheet.small_print), small)


def _facts_style() -> TableStyle:
    return TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), TEXT, 9),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.25, _LINE),
        ]
    )


def _table_style(amounts_from: int) -> TableStyle:
    return TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), TEXT, 9),
            ("FONT", (0, 0), (-1, 0), BOLD, 8.5),
            ("BACKGROUND", (0, 0), (-1, 0), _PALE),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("ALIGN", (amounts_from, 0), (-1, -1), "RIGHT"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.25, _LINE),
        ]
    )


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont(TEXT, 7)
    canvas.drawRightString(A4[0] - 18 * mm, 9 * mm, f"{document.page}ページ")


def _safe(text: str, typeface: str = TEXT) -> str:
    """Return text that reportlab takes for text, not for its markup.

    What the typeface lacks is marked with the one that has it.
    """
    return "".join(
        escape(piece)
        if face == typeface
        else f'<font name="{face}">{escape(piece)}</font>'
        for face, piece in runs(text, typeface)
    )
