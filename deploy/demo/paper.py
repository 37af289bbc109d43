"""Paper: a print sheet is drawn as a printer would, and its QRs are read off it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from PIL import Image

DPI = 300
POINTS_PER_INCH = 72
QR = zxingcpp.BarcodeFormat.QRCodeModel2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One printed voucher: what its QR says, and a photo of it."""

    code: str
    photo: bytes


def papers(sheet: bytes, *, pages_max: int | None = None) -> Iterator[Paper]:
    """Return the vouchers of a print sheet as a camera would see them."""
    document = pypdfium2.PdfDocument(sheet)
    for number, page in enumerate(document):
        if pages_max is not None and number >= pages_max:
            return
        image = page.render(scale=DPI / POINTS_PER_INCH).to_pil().convert("L")
        for found in zxingcpp.read_barcodes(image, formats=QR):
            yield Paper(code=found.text, photo=_photo(image, found.position))


def _photo(image: Image.Image, position: zxingcpp.Position) -> bytes:
    corners = [
        position.top_left,
        position.top_right,
        position.bottom_left,
        position.bottom_right,
    ]
    left, right = min(each.x for each in corners), max(each.x for each in corners)
    top, bottom = min(each.y for each in corners), max(each.y for each in corners)
    around = (right - left) // 4
    cut = image.crop((left - around, top - around, right + around, bottom + around))
    photo = io.BytesIO()
    cut.save(photo, "PNG")
    return photo.getvalue()
