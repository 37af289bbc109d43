"""The QR codes on a photo that a shop uploaded, where its camera page does not work.

What arrives is not trusted: its size is limited before and after it is opened, only
four formats are opened at all, and pixels are counted before they are unpacked.
"""

import struct
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from typing import Final

import zxingcpp
from PIL import ExifTags, Image, ImageFilter

_BYTES_MAX: Final = 8 * 1024 * 1024
_PIXELS_MAX: Final = 24_000_000
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
_SIDE_PX_MAX: Final = 2000
_SMALLER_PX: Final = (900, 500)
_SHARPER: Final = ImageFilter.UnsharpMask(radius=3, percent=250, threshold=0)
# Only the kind that is printed: a Micro QR checks itself so little that a pattern of
# the paper is sometimes read as one.
_QR: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])

_TURNS: Final = {  # EXIF orientation: what makes the picture upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_BOMBS: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What Pillow's readers raise for damaged files; fuzzing found the last one.
_BROKEN: Final = (OSError, SyntaxError, ValueError, struct.error)


class PhotoReason(StrEnum):
    """Why nothing could be read from a photo."""

    TOO_BIG = "too_big"
    NOT_A_PICTURE = "not_a_picture"
    NO_CODE = "no_code"


class PhotoUnreadable(Exception):  # noqa: N818 - an answer for the shop, not an error
    """No code came from the photo; `reason` says why."""

    def __init__(self, reason: PhotoReason) -> None:
        """Keep the reason, by which the page chooses its sentence."""
        super().__init__(reason)
        self.reason = reason


def codes_in_photo(data: bytes) -> list[str]:
    """Return the text of every QR code on the photo, each once, or raise.

    Takes JPEG, PNG, WebP and GIF (its first frame) by what the bytes are, whatever
    the file was called. Raises `PhotoUnreadable`.
    """
    if len(data) > _BYTES_MAX:
        raise PhotoUnreadable(PhotoReason.TOO_BIG)
    found: dict[str, None] = {}
    for view in _views(_opened(data)):
        for barcode in zxingcpp.read_barcodes(view, formats=_QR):
            found.setdefault(barcode.text)
    if not found:
        raise PhotoUnreadable(PhotoReason.NO_CODE)
    return list(found)


def _opened(data: bytes) -> Image.Image:
    """Return the picture in grey, upright, no larger than is looked at."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > _PIXELS_MAX:
                raise PhotoUnreadable(PhotoReason.TOO_BIG)
            picture.draft("L", (_SIDE_PX_MAX, _SIDE_PX_MAX))
            grey = _grey(picture)
            grey.thumbnail((_SIDE_PX_MAX, _SIDE_PX_MAX))
            return _upright(grey)
    except _BOMBS as bomb:
        raise PhotoUnreadable(PhotoReason.TOO_BIG) from bomb
    except _BROKEN as error:
        raise PhotoUnreadable(PhotoReason.NOT_A_PICTURE) from error


def _grey(picture: Image.Image) -> Image.Image:
    """Return the picture in grey; what is transparent becomes white, as on a page."""
    if not picture.has_transparency_data:
        return picture.convert("L")
    page = Image.new("RGBA", picture.size, "white")
    page.alpha_composite(picture.convert("RGBA"))
    return page.convert("L")


def _upright(picture: Image.Image) -> Image.Image:
    """Return the picture turned the way the camera was held."""
    turn = _TURNS.get(picture.getexif().get(ExifTags.Base.Orientation, 1))
    return picture if turn is None else picture.transpose(turn)


def _views(picture: Image.Image) -> Iterator[Image.Image]:
    """Return the picture as it is, then smaller, then with its edges drawn out.

    A code far away needs the large one; noise and moiré vanish in the small ones;
    of 70 spoilt photos, only the sharpened view read the faintest and a blurred one.
    """
    yield picture
    for side in _SMALLER_PX:
        view = picture.copy()
        view.thumbnail((side, side))
        yield view
        yield view.filter(_SHARPER)
