"""Print sheets: every voucher on them can be read, by a camera and by a person."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from machiken.money import Yen
from services.redemption.domain.print_sheet import (
    PrintedVoucher,
    SheetDesign,
    render_sheet,
)
from services.redemption.domain.voucher_code import Series, new_code

KEY: Final = bytes(range(32))
DESIGN: Final = SheetDesign(
    campaign_name="まちの木プレミアム商品券2026",
    issuer_name="木ノ町商工会",
    face_value=Yen(1000),
    last_day=date(2026, 10, 31),
    small_print="現金とのお引換えはできません。つり銭は出ません。",
    series=Series.REAL,
)
SAMPLE: Final = replace(DESIGN, series=Series.SAMPLE)


def vouchers(count: int, series: Series = Series.REAL) -> list[PrintedVoucher]:
    """Return `count` vouchers with fresh codes."""
    return [
        PrintedVoucher(serial=serial, code=new_code(KEY, "A7", series))
        for serial in range(1, count + 1)
    ]


def pictures(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    """Return each page in grey, as a scanner sees it."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page.render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()


def scanned(picture: Image.Image) -> list[str]:
    """Return what the QR codes of a picture say, row by row from the top left."""
    found = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])
    )
    found.sort(
        key=lambda each: (round(each.position.top_left.y, -2), each.position.top_left.x)
    )
    return [each.text for each in found]


def words(pdf: bytes) -> str:
    """Return the words of the first page, without spaces."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    return "".join(text.split())


def test_every_one_of_1000_vouchers_is_read_from_its_page() -> None:
    printed = vouchers(1000)
    pages = pictures(render_sheet(DESIGN, printed), dpi=300)
    read = [code for page in pages for code in scanned(page)]

    assert read == [voucher.code for voucher in printed]


def test_a_coarse_print_is_still_read() -> None:
    printed = vouchers(10)
    (page,) = pictures(render_sheet(DESIGN, printed), dpi=120)

    assert scanned(page) == [voucher.code for voucher in printed]


def test_a_sample_is_read_as_well() -> None:
    printed = vouchers(3, Series.SAMPLE)
    (page,) = pictures(render_sheet(SAMPLE, printed), dpi=300)

    assert scanned(page) == [voucher.code for voucher in printed]


def test_the_qr_is_22_mm_wide_with_four_modules_of_quiet_around() -> None:
    (page,) = pictures(render_sheet(DESIGN, vouchers(1)), dpi=300)
    (found,) = zxingcpp.read_barcodes(page)
    corner, opposite = found.position.top_left, found.position.bottom_right
    width = opposite.x - corner.x
    quiet = round(3.9 * width / 25)
    page.paste(255, (corner.x - 2, corner.y - 2, opposite.x + 2, opposite.y + 2))
    around = page.crop(
        (corner.x - quiet, corner.y - quiet, opposite.x + quiet, opposite.y + quiet)
    )

    assert width / 300 * 25.4 == pytest.approx(22, abs=0.3)
    assert around.getextrema() == (255, 255)


@pytest.mark.parametrize(
    "text",
    [
        "まちの木プレミアム商品券2026",
        "発行木ノ町商工会",
        "1,000円",
        "有効期限2026年10月31日",
        "取扱店専用欄",
        "換金済み",
        "No.000001",
        "つり銭は出ません",
    ],
)
def test_a_person_finds_on_the_paper(text: str) -> None:
    assert text in words(render_sheet(DESIGN, vouchers(1)))


def test_the_code_is_printed_for_typing() -> None:
    (voucher,) = vouchers(1)

    assert voucher.code in words(render_sheet(DESIGN, [voucher]))


def test_only_a_sample_says_that_it_is_one() -> None:
    assert "見本・換金テスト用" in words(render_sheet(SAMPLE, vouchers(1)))
    assert "見本" not in words(render_sheet(DESIGN, vouchers(1)))


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (10, 1), (11, 2), (20, 2)])
def test_ten_vouchers_share_a_page(count: int, pages: int) -> None:
    pdf = render_sheet(DESIGN, vouchers(count))

    assert len(pypdfium2.PdfDocument(pdf)) == pages


def test_the_page_is_a4() -> None:
    document = pypdfium2.PdfDocument(render_sheet(DESIGN, vouchers(1)))

    assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.01)


def test_every_typeface_is_in_the_file() -> None:
    pdf = render_sheet(DESIGN, vouchers(1))

    assert len(re.findall(rb"/BaseFont /\w{6}\+BIZUD", pdf)) == 3
    assert len(re.findall(rb"/BaseFont", pdf)) == 3


def test_the_same_vouchers_give_the_same_bytes() -> None:
    printed = vouchers(11)

    assert render_sheet(DESIGN, printed) == render_sheet(DESIGN, iter(printed))


def test_a_voucher_more_costs_less_than_a_kilobyte() -> None:
    few, many = (len(render_sheet(DESIGN, vouchers(count))) for count in (10, 110))

    assert (many - few) / 100 < 1024
