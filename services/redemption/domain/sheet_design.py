"""What a print sheet says, and the inks it says it in.

Colours are given as the printer's four inks. Words and QR are black ink alone: a
black mixed of four blurs as soon as the plates are a tenth of a millimetre apart.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from reportlab.lib.colors import CMYKColor

from machiken.ids import VoucherCode
from machiken.money import Yen
from services.redemption.domain.voucher_code import Series

BLACK: Final = CMYKColor(0, 0, 0, 1)
GREY: Final = CMYKColor(0, 0, 0, 0.55)
WHITE: Final = CMYKColor(0, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDesign:
    """What all vouchers of a sheet have in common."""

    campaign_name: str
    issuer_name: str
    face_value: Yen
    last_day: date
    small_print: str
    series: Series


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedVoucher:
    """What one voucher has for itself."""

    serial: int
    code: VoucherCode = field(repr=False)  # a secret: never in a log by accident

    @property
    def serial_in_print(self) -> str:
        """Return the serial as the paper shows it."""
        return f"No.{self.serial:06d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inks:
    """The colours of a series: `deep` for shapes, `line` and `tint` for the ground."""

    deep: CMYKColor
    line: CMYKColor
    tint: CMYKColor


INKS: Final = {
    Series.REAL: Inks(
        deep=CMYKColor(0.88, 0.42, 0.68, 0.38),
        line=CMYKColor(0.26, 0.04, 0.20, 0.00),
        tint=CMYKColor(0.05, 0.00, 0.05, 0.00),
    ),
    Series.SAMPLE: Inks(
        deep=CMYKColor(0.12, 0.78, 0.82, 0.14),
        line=CMYKColor(0.01, 0.20, 0.20, 0.00),
        tint=CMYKColor(0.00, 0.03, 0.04, 0.00),
    ),
}
