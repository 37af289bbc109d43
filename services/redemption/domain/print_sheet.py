"""Print sheets: ten vouchers on an A4 page, as a PDF that a print shop can use.

The same vouchers give the same bytes. What all vouchers share is in the file once,
so that a page costs no more than its ten QR codes.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from machiken.typefaces import TEXT, register_fonts
from services.redemption.domain import voucher_face
from services.redemption.domain.sheet_design import (
    BLACK,
    GREY,
    PrintedVoucher,
    SheetDesign,
)

__all__ = ["PrintedVoucher", "SheetDesign", "render_sheet"]

_PAGE_WIDTH: Final = 210 * mm
_PAGE_HEIGHT: Final = 297 * mm
_COLUMNS: Final = 2
_ROWS: Final = 5
_PER_PAGE: Final = _COLUMNS * _ROWS

_LEFT: Final = (_PAGE_WIDTH - _COLUMNS * voucher_face.WIDTH) / 2
_BOTTOM: Final = (_PAGE_HEIGHT - _ROWS * voucher_face.HEIGHT) / 2
_CUTS_X: Final = [_LEFT + at * voucher_face.WIDTH for at in range(_COLUMNS + 1)]
_CUTS_Y: Final = [_BOTTOM + at * voucher_face.HEIGHT for at in range(_ROWS + 1)]

_MARK: Final = 3.5 * mm
_MARK_GAP: Final = 1.5 * mm  # a mark that touched the paper's edge would stay on it
_COMMON: Final = "common"


def render_sheet(design: SheetDesign, vouchers: Iterable[PrintedVoucher]) -> bytes:
    """Return the PDF of all `vouchers`, in their order, ten on a page.

    Raises `FontMissing` where the typefaces are not installed.
    """
    register_fonts()
    file = BytesIO()
    canvas = Canvas(
        file,
        (_PAGE_WIDTH, _PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        # Its default is not embedded, and print shops refuse such files.
        initialFontName=TEXT,  # type: ignore[arg-type] # the stub asks for a float
    )
    canvas.setTitle(design.campaign_name)
    canvas.setAuthor(design.issuer_name)
    canvas.setCreator("Machiken")
    canvas.beginForm(_COMMON, 0, 0, voucher_face.WIDTH, voucher_face.HEIGHT)
    voucher_face.draw_common(canvas, design)
    canvas.endForm()
    for page_no, page in enumerate(_pages(vouchers), start=1):
        _draw_page(canvas, page)
        _draw_margin(canvas, f"{design.campaign_name} {page_no}ページ", page)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _pages(vouchers: Iterable[PrintedVoucher]) -> Iterator[list[PrintedVoucher]]:
    """Return the vouchers by tens; the last page may hold fewer."""
    rest = iter(vouchers)
    while page := list(islice(rest, _PER_PAGE)):
        yield page


def _draw_page(canvas: Canvas, page: list[PrintedVoucher]) -> None:
    """Draw the vouchers of one page, row by row from the top left."""
    for at, voucher in enumerate(page):
        row, column = divmod(at, _COLUMNS)
        canvas.saveState()
        canvas.translate(_CUTS_X[column], _CUTS_Y[_ROWS - 1 - row])
        canvas.doForm(_COMMON)
        voucher_face.draw_own(canvas, voucher)
        canvas.restoreState()


def _draw_margin(canvas: Canvas, title: str, page: list[PrintedVoucher]) -> None:
    """Draw the cut marks, and what the print shop needs to keep pages in order."""
    canvas.setStrokeColor(BLACK)
    canvas.setLineWidth(0.25)
    start, end = _MARK_GAP, _MARK_GAP + _MARK
    for x in _CUTS_X:
        canvas.line(x, _CUTS_Y[0] - start, x, _CUTS_Y[0] - end)
        canvas.line(x, _CUTS_Y[-1] + start, x, _CUTS_Y[-1] + end)
    for y in _CUTS_Y:
        canvas.line(_CUTS_X[0] - start, y, _CUTS_X[0] - end, y)
        canvas.line(_CUTS_X[-1] + start, y, _CUTS_X[-1] + end, y)
    canvas.setFillColor(GREY)
    canvas.setFont(TEXT, 5.5)
    serials = f"{page[0].serial_in_print} – {page[-1].serial_in_print}"
    canvas.drawString(_CUTS_X[0] + 3 * mm, _CUTS_Y[0] - 4 * mm, title)
    canvas.drawRightString(_CUTS_X[-1] - 3 * mm, _CUTS_Y[0] - 4 * mm, serials)
