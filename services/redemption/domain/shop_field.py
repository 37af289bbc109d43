"""取扱店専用欄: the part of a voucher that belongs to the shop's hands and camera.

It stands right of the voucher's middle, so that folding the paper in half leaves the
QR whole. Lengths are in points from the field's lower left corner.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

import segno
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from machiken.ids import VoucherCode
from machiken.typefaces import BOLD, CODE
from services.redemption.domain.sheet_design import BLACK, WHITE, Inks
from services.redemption.domain.voucher_code import grouped

WIDTH: Final = 33 * mm

_MIDDLE: Final = WIDTH / 2
_HEADING: Final = 5.4 * mm
_TICK_BOX: Final = 4.4 * mm

_QUIET_MODULES: Final = 4  # the standard's; cameras lose the code with less
_MODULE: Final = 0.88 * mm  # 25 of them make 22 mm
_QR: Final = (25 + 2 * _QUIET_MODULES) * _MODULE
_OVERLAP: Final = 0.02  # closes the hairlines that viewers leave between two rows


def draw_common(canvas: Canvas, inks: Inks, height: float) -> None:
    """Draw what all fields share: white ground, heading, tick box, fold line."""
    canvas.setFillColor(WHITE)
    canvas.rect(0, 0, WIDTH, height, stroke=0, fill=1)
    canvas.setFillColor(inks.deep)
    canvas.rect(0, height - _HEADING, WIDTH, _HEADING, stroke=0, fill=1)
    canvas.setFillColor(WHITE)
    canvas.setFont(BOLD, 8)
    canvas.drawCentredString(_MIDDLE, height - _HEADING + 1.7 * mm, "取扱店専用欄")
    canvas.setFillColor(BLACK)
    canvas.drawString(_MIDDLE - 9 * mm, 3 * mm, "換金済み")
    canvas.setStrokeColor(BLACK)
    canvas.setLineWidth(0.8)
    canvas.rect(_MIDDLE + 4.6 * mm, 2.2 * mm, _TICK_BOX, _TICK_BOX)
    canvas.setStrokeColor(inks.deep)
    canvas.setLineWidth(0.6)
    canvas.setDash(1.6, 1.6)
    canvas.line(0, 0, 0, height)
    canvas.setDash()


def draw_own(canvas: Canvas, code: VoucherCode, height: float) -> None:
    """Draw the QR, and below it the same code in groups for typing by hand."""
    bottom = height - _HEADING - _QR
    canvas.setFillColor(BLACK)
    _draw_qr(canvas, code, (_MIDDLE - _QR / 2, bottom))
    groups = grouped(code).split(" ")
    half = len(groups) // 2
    canvas.setFont(CODE, 6.5)
    canvas.drawCentredString(_MIDDLE, bottom - 2 * mm, " ".join(groups[:half]))
    canvas.drawCentredString(_MIDDLE, bottom - 4.8 * mm, " ".join(groups[half:]))


def _draw_qr(canvas: Canvas, code: str, corner: tuple[float, float]) -> None:
    """Draw the QR as black rectangles, one for each run of dark modules in a row.

    Level M without a boost and version 2: of all that was tried, it survived blur,
    dirt and glare best, because its modules are the largest.
    """
    qr = segno.make_qr(
        code, error="m", boost_error=False, mode="alphanumeric", version=2
    )
    left, bottom = corner
    path = canvas.beginPath()
    for row, modules in enumerate(qr.matrix_iter(border=_QUIET_MODULES)):
        y = bottom + _QR - (row + 1) * _MODULE
        for start, length in _dark_runs(modules):
            x = left + start * _MODULE
            path.rect(x, y, length * _MODULE, _MODULE + _OVERLAP)
    canvas.drawPath(path, stroke=0, fill=1)


def _dark_runs(modules: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Return where each run of dark modules starts, and its length."""
    at = 0
    for dark, run in groupby(modules):
        length = len(list(run))
        if dark:
            yield at, length
        at += length
