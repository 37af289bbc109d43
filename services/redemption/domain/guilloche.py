"""The fine lines behind a voucher's words: waves, and a rosette of turned curves.

All is drawn by hairlines of one pale ink, as on banknotes: calm to the eye, a few
kilobytes in the file, and visibly coarser on a photocopy.
"""

from collections.abc import Iterator
from math import cos, pi, sin
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

Point = tuple[float, float]

_HAIRLINE: Final = 0.22
_TURN: Final = 2 * pi

_WAVE_GAP: Final = 0.9 * mm
_WAVE_STEP: Final = 1.2 * mm
_WAVE_ROWS_BEYOND: Final = 4  # swells of the rows outside still reach the field

_RINGS: Final = (  # mean radius and swing, as parts of the whole; petals; curves
    (0.84, 0.16, 18, 8),
    (0.58, 0.17, 12, 8),
    (0.28, 0.15, 6, 8),
)
_ROSETTE_STEPS: Final = 200


def draw_waves(canvas: Canvas, width: float, height: float) -> None:
    """Draw waves over a field of `width` x `height`, in the stroke colour."""
    path = canvas.beginPath()
    rows = round(height / _WAVE_GAP)
    for row in range(-_WAVE_ROWS_BEYOND, rows + _WAVE_ROWS_BEYOND):
        _add_line(path, _wave(row, width))
    canvas.setLineWidth(_HAIRLINE)
    canvas.drawPath(path)


def draw_rosette(canvas: Canvas, centre: Point, radius: float) -> None:
    """Draw a rosette about `centre`, in the stroke colour."""
    path = canvas.beginPath()
    for mean, swing, petals, curves in _RINGS:
        for curve in range(curves):
            bounds = radius * mean, radius * swing
            _add_line(path, _petals(centre, bounds, petals, _TURN * curve / curves))
    canvas.setLineWidth(_HAIRLINE)
    canvas.drawPath(path)


def _wave(row: int, width: float) -> Iterator[Point]:
    """Return the line of one row; each differs a little from its neighbours."""
    for step in range(round(width / _WAVE_STEP) + 2):
        x = step * _WAVE_STEP
        swell = 2.1 * mm * sin(_TURN * x / (46 * mm) + row * 0.11)
        ripple = 0.8 * mm * sin(_TURN * x / (15 * mm) - row * 0.23)
        yield x, row * _WAVE_GAP + swell + ripple


def _petals(
    centre: Point, bounds: tuple[float, float], petals: int, phase: float
) -> Iterator[Point]:
    """Return a closed line whose distance from `centre` swings about a mean."""
    mean, swing = bounds
    for step in range(_ROSETTE_STEPS + 1):
        angle = _TURN * step / _ROSETTE_STEPS
        distance = mean + swing * sin(petals * angle + phase)
        yield centre[0] + distance * cos(angle), centre[1] + distance * sin(angle)


def _add_line(path: PDFPathObject, points: Iterator[Point]) -> None:
    """Add a line through `points` to `path`."""
    path.moveTo(*next(points))
    for point in points:
        path.lineTo(*point)
