import csv
from io import StringIO

import pytest

from machiken.spreadsheets import harmless
from services.settlement.domain.payment_csv import (
    HEADER,
    PaymentRow,
    as_text,
    cells,
)
from tests.settlement.town import CAMPAIGN_NAME, ISSUER, NOON, payment, refund

PAID = payment(2)
GIVEN_BACK = refund(PAID)
ROW = PaymentRow(
    merchant_code="t01",
    merchant_name="木ノ町ベーカリー",
    redeemed_at=PAID.redeemed_at,
    payment_no=PAID.payment_no,
    amount_yen=3000,
    issuer_code=ISSUER,
    campaign_name=CAMPAIGN_NAME,
    kind="redemption",
    happened_at=PAID.redeemed_at,
    login_id="hanako01",
)
REFUND_ROW = ROW._replace(kind="refund", happened_at=GIVEN_BACK.refunded_at)


def test_the_header_names_28_columns_each_once() -> None:
    assert len(HEADER) == len(set(HEADER)) == 28
    assert HEADER[:8] == (
        "加盟店コード",
        "加盟店名称",
        "決済日時",
        "伝票番号",
        "決済金額",
        "OEMコード",
        "OEM名称",
        "データ種別",
    )
    assert HEADER[16:] == tuple(f"予備{number}" for number in range(1, 13))


def test_a_payment_fills_its_columns_and_leaves_those_of_refunds_empty() -> None:
    assert cells(ROW) == (
        "t01",
        "木ノ町ベーカリー",
        "2026/06/24 12:00:05",
        "KNM202601t012026062400000000000002",
        "3000",
        "KNM202601",
        CAMPAIGN_NAME,
        "ND",
        "",
        "",
        "ND",
        *("",) * 17,
    )


def test_a_refund_is_positive_and_tells_when_what_and_by_whom() -> None:
    row = dict(zip(HEADER, cells(REFUND_ROW), strict=True))

    assert row["データ種別"] == "RF"
    assert row["決済金額"] == "3000"
    assert row["決済日時"] == "2026/06/24 12:00:05"
    assert row["処理・決済日時"] == "2026/06/24 12:10:05"
    assert row["処理・伝票番号"] == row["元・伝票番号"] == PAID.payment_no
    assert row["備考"] == f"{CAMPAIGN_NAME}:hanako01"
    assert row["担当者名"] == ""


def test_times_are_those_of_the_town() -> None:
    late = NOON.replace(hour=15, minute=0, second=0)

    assert cells(ROW._replace(redeemed_at=late))[2] == "2026/06/25 00:00:00"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_a_name_that_a_spreadsheet_would_run_is_made_text(start: str) -> None:
    name = f"{start}cmd|' /C calc'!A0"

    assert harmless(name) == f"'{name}"
    assert cells(ROW._replace(merchant_name=name))[1] == f"'{name}"


def test_an_ordinary_name_stays_as_it_is() -> None:
    assert harmless("パン=木ノ町") == "パン=木ノ町"


def test_commas_quotes_and_line_breaks_survive() -> None:
    name = 'パン, "木ノ町"\r\n本店\n2階'

    text = as_text([cells(ROW._replace(merchant_name=name)), cells(ROW)])

    assert text.count("\r\n") == 3
    back = list(csv.reader(StringIO(text, newline="")))
    assert [row[1] for row in back] == [name, "木ノ町ベーカリー"]
