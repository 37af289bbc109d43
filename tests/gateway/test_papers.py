"""Papers and spreadsheets say what the service answered, and the same each time."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pypdfium2
import pytest

from machiken.contracts.settlement import (
    DaySales,
    Outcome,
    PayoutState,
    PayoutView,
    StatementState,
    StatementView,
    TransferView,
)
from machiken.ids import IssuerCode, MerchantCode, PayoutId, StatementId
from machiken.money import ZERO, Yen
from machiken.typefaces import BOLD, RARE, TEXT, find_font
from services.gateway.papers.payout_pdf import payout_pdf
from services.gateway.papers.payout_xlsx import payout_xlsx
from services.gateway.papers.statement_pdf import statement_pdf
from services.gateway.portal.chart import bars
from services.gateway.portal.ranges import Wanted, wanted
from tests.gateway.drawn import empty_boxes

FONTS = {
    TEXT: find_font(TEXT),
    BOLD: find_font(BOLD),
    "IPAmjMincho": find_font(RARE),
}
TRANSFERS = tuple(
    TransferView(
        transfer_no=number,
        merchant_code=MerchantCode(f"{number:03}"),
        merchant_name="=cmd|<b>髙﨑𠮷&①",
        last_on=date(2026, 6, 30),
        amount=Yen(1000 * number),
        number_tail="567",
        outcome=Outcome.RETURNED if number == 1 else None,
        reason="口座名義相違" if number == 1 else "",
        fee=Yen(880) if number == 1 else ZERO,
    )
    for number in range(1, 61)
)
PAYOUT = PayoutView(
    payout_id=PayoutId(UUID(int=1)),
    payout_no=7,
    issuer_code=IssuerCode("KNM202601"),
    state=PayoutState.ISSUED,
    pay_on=date(2026, 7, 15),
    prepared_by="clerk01",
    prepared_at=datetime(2026, 7, 1, tzinfo=UTC),
    decided_by="boss01",
    issued_at=datetime(2026, 7, 2, tzinfo=UTC),
    count=60,
    total=Yen(1_830_000),
    paid=0,
    returned=1,
    sha256="ab" * 32,
    transfers=TRANSFERS,
)
STATEMENT = StatementView(
    statement_id=StatementId(UUID(int=2)),
    merchant_code=MerchantCode("t01"),
    merchant_name="髙﨑商店①𠮷",
    first_on=date(2026, 6, 24),
    last_on=date(2026, 6, 30),
    pay_by=date(2026, 7, 15),
    payments=12,
    paid=Yen(48_000),
    refunds=1,
    refunded=Yen(3_000),
    adjusted=ZERO,
    carried=ZERO,
    net=Yen(45_000),
    state=StatementState.CLOSED,
    account_tail="567",
    pay_on=None,
    sha256="cd" * 32,
)


def said(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_a_payout_on_paper_lists_every_transfer_on_as_many_pages_as_it_needs() -> None:
    text = said(payout_pdf(PAYOUT))

    assert "1,830,000円" in text
    assert text.count("…567") == 60
    assert text.count("2026/06/30") == 60
    assert "<b>" in text
    assert "2ページ" in text


def test_a_statement_on_paper_says_what_is_paid_and_when() -> None:
    text = said(statement_pdf(STATEMENT, "まちの木プレミアム商品券2026"))

    assert "45,000円" in text
    assert "2026年7月15日（水）まで" in text
    assert "567" in text


@pytest.mark.parametrize(
    ("now", "words", "never"),
    [
        ({"net": ZERO}, "今回のお振込みはありません", "繰越）"),
        ({"net": Yen(-3_000)}, "お振込みはありません（次回に繰越）", "まで"),
        (
            {"state": StatementState.RETURNED, "pay_on": date(2026, 7, 15)},
            "銀行から返却されました",
            "7月15日",
        ),
    ],
)
def test_a_statement_on_paper_promises_no_day_on_which_nothing_comes(
    now: dict[str, Any], words: str, never: str
) -> None:
    text = said(statement_pdf(replace(STATEMENT, **now), "まちの木商品券"))

    assert words in text
    assert never not in text


@pytest.mark.parametrize(
    "paper", [payout_pdf(PAYOUT), statement_pdf(STATEMENT, "𠮷の町商品券")]
)
def test_rare_characters_of_a_name_are_on_paper_and_none_is_an_empty_box(
    paper: bytes,
) -> None:
    text = said(paper)

    for character in "髙﨑𠮷①":
        assert character in text
    assert "〓" not in text
    assert empty_boxes(paper, FONTS) == set()


def test_what_no_typeface_has_is_a_geta_on_paper() -> None:
    paper = statement_pdf(replace(STATEMENT, merchant_name="商店\U000f1234"), "商品券")

    assert "商店〓" in said(paper)
    assert empty_boxes(paper, FONTS) == set()


def test_the_same_answer_makes_the_same_bytes() -> None:
    assert payout_pdf(PAYOUT) == payout_pdf(PAYOUT)
    assert payout_xlsx(PAYOUT) == payout_xlsx(PAYOUT)


def test_a_spreadsheet_runs_nothing_that_somebody_typed() -> None:
    with zipfile.ZipFile(io.BytesIO(payout_xlsx(PAYOUT))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()

    assert "<f>" not in sheet
    assert "=cmd|" in strings


def test_a_chart_has_a_bar_for_each_day_and_the_highest_fills_it() -> None:
    first = date(2026, 6, 24)
    days = [
        DaySales(on=first, net=Yen(1000)),
        DaySales(on=date(2026, 6, 26), net=Yen(4000)),
        DaySales(on=date(2026, 6, 27), net=Yen(-500)),
    ]

    drawn = bars(days, first, date(2026, 6, 30))

    assert [bar.height for bar in drawn.bars] == [30, 0, 120, 0, 0, 0, 0]
    assert bars([], first, first).bars[0].height == 0


@pytest.mark.parametrize(
    ("header", "same", "expected"),
    [
        (None, True, Wanted(0, 100, partial=False)),
        ("bytes=40-", True, Wanted(40, 100, partial=True)),
        ("bytes=40-49", True, Wanted(40, 50, partial=True)),
        ("bytes=40-999", True, Wanted(40, 100, partial=True)),
        ("bytes=100-", True, None),
        ("bytes=50-40", True, None),
        ("bytes=0-1,5-6", True, Wanted(0, 100, partial=False)),
        ("bytes=-5", True, Wanted(0, 100, partial=False)),
        ("lines=1-2", True, Wanted(0, 100, partial=False)),
        ("bytes=40-", False, Wanted(0, 100, partial=False)),
    ],
)
def test_a_broken_download_goes_on_where_it_stopped(
    header: str | None, *, same: bool, expected: Wanted | None
) -> None:
    assert wanted(header, 100, unchanged=same) == expected
