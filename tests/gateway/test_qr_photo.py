"""Photos of vouchers as shops take them, and files that are none."""

import struct
import zlib
from io import BytesIO
from typing import Final

import pytest
import segno
from PIL import Image

from services.gateway.qr_photo import PhotoReason, PhotoUnreadable, codes_in_photo

CODE: Final = "MKA7R0123456789ABCDEFGHJKMNPQRST"
OTHER_CODE: Final = "MKA7RTSRQPNMKJHGFEDCBA9876543210"
TABLE: Final = (168, 140, 112)
PAPER: Final = (250, 250, 245)
ORIENTATION: Final = 0x0112


def paper(code: str, module_px: int = 8) -> Image.Image:
    """Return a slip of paper with the QR of `code`."""
    file = BytesIO()
    qr = segno.make_qr(code, error="m", boost_error=False)
    qr.save(file, kind="png", scale=module_px, border=4)
    return Image.open(file).convert("RGB")


def photo(*slips: Image.Image, size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    """Return a table with the slips lying on it, one beside the other."""
    table = Image.new("RGB", size, TABLE)
    for at, slip in enumerate(slips):
        table.paste(slip, (80 + at * (slip.width + 120), 200 + 90 * at))
    return table


def sent(picture: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    """Return the bytes of the picture as a phone would send it."""
    file = BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def refusal(data: bytes) -> PhotoReason:
    """Return why nothing is read from `data`."""
    with pytest.raises(PhotoUnreadable) as told:
        codes_in_photo(data)
    return told.value.reason


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_code_is_read_from_every_kind_of_picture(kind: str) -> None:
    assert codes_in_photo(sent(photo(paper(CODE)), kind)) == [CODE]


@pytest.mark.parametrize("angle", [7, 33, 90, 180, 251])
def test_a_turned_voucher_is_read(angle: float) -> None:
    turned = photo(paper(CODE)).rotate(angle, fillcolor=TABLE, expand=True)

    assert codes_in_photo(sent(turned, quality=60)) == [CODE]


def test_a_voucher_seen_from_the_side_is_read() -> None:
    flat = photo(paper(CODE, module_px=16))
    width, height = flat.size
    corners = (-180, -120, 0, height, width, height, width + 420, -260)
    tilted = flat.transform(flat.size, Image.Transform.QUAD, corners)

    assert codes_in_photo(sent(tilted, quality=60)) == [CODE]


def test_a_photo_crushed_by_a_messenger_is_read() -> None:
    assert codes_in_photo(sent(photo(paper(CODE)), quality=12)) == [CODE]


def test_a_faint_photo_is_read() -> None:
    dark = photo(paper(CODE)).point([100 + value // 20 for value in range(256)] * 3)

    assert codes_in_photo(sent(dark)) == [CODE]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_phone_held_any_way_is_read(orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation

    assert codes_in_photo(sent(photo(paper(CODE)), exif=exif)) == [CODE]


def test_a_big_photo_with_a_small_code_is_read() -> None:
    table = photo(paper(CODE, module_px=14), size=(5600, 4200))

    assert codes_in_photo(sent(table, quality=80)) == [CODE]


def test_two_vouchers_on_one_photo_are_both_read() -> None:
    both = sent(photo(paper(CODE), paper(OTHER_CODE)))

    assert sorted(codes_in_photo(both)) == [CODE, OTHER_CODE]


def test_the_same_voucher_twice_on_a_photo_is_one_code() -> None:
    assert codes_in_photo(sent(photo(paper(CODE), paper(CODE)))) == [CODE]


def test_black_on_nothing_is_read_as_black_on_white() -> None:
    ink = paper(CODE).convert("L").point(lambda value: 255 - value)
    clear = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    clear.putalpha(ink)

    assert codes_in_photo(sent(clear, "PNG")) == [CODE]


def test_a_photo_without_a_code_is_told_apart() -> None:
    assert refusal(sent(photo())) is PhotoReason.NO_CODE


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "商品券の写真".encode(),
        b"%PDF-1.4 no picture",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        sent(photo(paper(CODE)), "BMP"),
        sent(photo(paper(CODE)), "TIFF"),
        sent(photo(paper(CODE)))[:4000],
        sent(photo(paper(CODE)), "PNG")[:3000],
    ],
    ids=["empty", "text", "pdf", "heic", "svg", "bmp", "tiff", "cut jpeg", "cut png"],
)
def test_what_is_no_picture_that_we_take_is_told_apart(data: bytes) -> None:
    assert refusal(data) is PhotoReason.NOT_A_PICTURE


def test_a_photo_with_a_damaged_header_is_told_apart() -> None:
    damaged = sent(photo(paper(CODE)), exif=b"Exif\0\0MM\0*\0\0")

    assert refusal(damaged) is PhotoReason.NOT_A_PICTURE


def test_more_than_8_megabytes_are_not_opened() -> None:
    fits = sent(photo(paper(CODE))).ljust(8 * 1024 * 1024, b"\0")

    assert codes_in_photo(fits) == [CODE]
    assert refusal(fits + b"\0") is PhotoReason.TOO_BIG


@pytest.mark.parametrize("side", [4_900, 10_000, 65_000])
def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused(side: int) -> None:
    assert refusal(_png_of_nothing(side)) is PhotoReason.TOO_BIG


def _png_of_nothing(side: int) -> bytes:
    """Return a PNG that claims `side` x `side` pixels in a few bytes."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1024))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body))
        + kind
        + body
        + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
