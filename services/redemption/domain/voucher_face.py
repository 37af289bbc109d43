"""The words of a voucher, on a ground of fine lines; all but the shop's own field.

Lengths are in points from the voucher's lower left corner, `mm` turns millimetres
into them. What all vouchers share is drawn once per file and placed by reference.
"""

from datetime import date
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from machiken.typefaces import BOLD, CODE, TEXT
from services.redemption.domain import guilloche, shop_field
from services.redemption.domain.sheet_design import (
    BLACK,
    INKS,
    WHITE,
    PrintedVoucher,
    SheetDesign,
)
from services.redemption.domain.voucher_code import Series

WIDTH: Final = 98 * mm
HEIGHT: Final = 56 * mm

_EDGE: Final = 2.5 * mm
_INNER_WIDTH: Final = WIDTH - 2 * _EDGE
_INNER_HEIGHT: Final = HEIGHT - 2 * _EDGE
_CORNER: Final = 2 * mm
_WORDS_X: Final = _EDGE + 4 * mm
_WORDS_RIGHT: Final = WIDTH - _EDGE - shop_field.WIDTH - 4 * mm
_WORDS_WIDTH: Final = _WORDS_RIGHT - _WORDS_X
_SERIAL_WIDTH: Final = 17 * mm
_MIDDLE: Final = (_WORDS_X + _WORDS_RIGHT) / 2


def draw_common(canvas: Canvas, design: SheetDesign) -> None:
    """Draw what all vouchers of a sheet share."""
    inks = INKS[design.series]
    canvas.saveState()
    canvas.translate(_EDGE, _EDGE)
    frame = canvas.beginPath()
    frame.roundRect(0, 0, _INNER_WIDTH, _INNER_HEIGHT, _CORNER)
    canvas.clipPath(frame, stroke=0)
    _draw_ground(canvas, design)
    canvas.translate(_INNER_WIDTH - shop_field.WIDTH, 0)
    shop_field.draw_common(canvas, inks, _INNER_HEIGHT)
    canvas.restoreState()
    _draw_words(canvas, design)
    if design.series is Series.SAMPLE:
        _draw_sample_band(canvas, design)
    canvas.setStrokeColor(inks.deep)
    canvas.setLineWidth(0.7)
    canvas.roundRect(_EDGE, _EDGE, _INNER_WIDTH, _INNER_HEIGHT, _CORNER)


def draw_own(canvas: Canvas, voucher: PrintedVoucher) -> None:
    """Draw what only this voucher has: serial, QR, and the code for typing."""
    canvas.setFillColor(BLACK)
    canvas.setFont(CODE, 8)
    canvas.drawRightString(_WORDS_RIGHT, 40.6 * mm, voucher.serial_in_print)
    canvas.saveState()
    canvas.translate(WIDTH - _EDGE - shop_field.WIDTH, _EDGE)
    shop_field.draw_own(canvas, voucher.code, _INNER_HEIGHT)
    canvas.restoreState()


def _draw_ground(canvas: Canvas, design: SheetDesign) -> None:
    """Draw the tint and the lines on it."""
    inks = INKS[design.series]
    canvas.setFillColor(inks.tint)
    canvas.rect(0, 0, _INNER_WIDTH, _INNER_HEIGHT, stroke=0, fill=1)
    canvas.setStrokeColor(inks.line)
    guilloche.draw_waves(canvas, _INNER_WIDTH - shop_field.WIDTH, _INNER_HEIGHT)
    guilloche.draw_rosette(canvas, (_MIDDLE - _EDGE, 25.5 * mm), 19 * mm)


def _draw_words(canvas: Canvas, design: SheetDesign) -> None:
    """Draw campaign, issuer, face value, validity and small print."""
    canvas.setFillColor(BLACK)
    _draw_fitted(canvas, design.campaign_name, (BOLD, 11), 45.6 * mm)
    _draw_fitted(canvas, design.small_print, (TEXT, 5.2), 6 * mm)
    canvas.setFont(BOLD, 8)
    validity = f"有効期限 {_in_words(design.last_day)}"
    canvas.drawString(_WORDS_X, 10.4 * mm, validity)
    canvas.setFillColor(INKS[design.series].deep)
    issuer = f"発行 {design.issuer_name}"
    _draw_fitted(canvas, issuer, (TEXT, 6.5), 40.8 * mm, beside=_SERIAL_WIDTH)
    _draw_face_value(canvas, f"{design.face_value.amount:,}")


def _draw_face_value(canvas: Canvas, number: str) -> None:
    """Draw the amount large and its 円 small, together in the middle of the panel."""
    number_width = stringWidth(number, BOLD, 33)
    unit_width = stringWidth("円", BOLD, 16)
    x = _MIDDLE - (number_width + unit_width) / 2
    canvas.setFont(BOLD, 33)
    canvas.drawString(x, 24.4 * mm, number)
    canvas.setFont(BOLD, 16)
    canvas.drawString(x + number_width + 0.6 * mm, 24.4 * mm, "円")


def _draw_fitted(
    canvas: Canvas, text: str, face: tuple[str, float], y: float, beside: float = 0
) -> None:
    """Draw `text` in (font, size), smaller where it would not fit `beside` another."""
    font, size = face
    room = _WORDS_WIDTH - beside
    size = min(size, size * room / max(stringWidth(text, font, size), 1))
    canvas.setFont(font, size)
    canvas.drawString(_WORDS_X, y, text)


def _draw_sample_band(canvas: Canvas, design: SheetDesign) -> None:
    """Draw the band that tells a sample from money across a room."""
    width = WIDTH - 2 * _EDGE - shop_field.WIDTH
    canvas.setFillColor(INKS[design.series].deep)
    canvas.rect(_EDGE, 15 * mm, width, 6.2 * mm, stroke=0, fill=1)
    canvas.setFillColor(WHITE)
    canvas.setFont(BOLD, 11)
    canvas.drawCentredString(_MIDDLE, 16.7 * mm, "見本・換金テスト用")


def _in_words(day: date) -> str:
    """Return a day as it is printed: 2026年10月31日."""
    return f"{day.year}年{day.month}月{day.day}日"
