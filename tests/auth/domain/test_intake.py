import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machiken.contracts.actor import Role
from machiken.contracts.auth import INTAKE_BYTES_MAX, FindingKind, IntakeTooBig
from services.auth.domain import intake_file
from services.auth.domain.application import Known
from services.auth.domain.intake import compared, read
from services.auth.domain.recruiting import Recruiting
from tests.auth.applications import (
    HEADER,
    OAK,
    OAK_TILL,
    PINE,
    changed,
    csv_file,
    merchants,
    xlsx_file,
    zipped,
)

ALWAYS = Recruiting()
NOBODY = Known()
FIRST_WINDOW = Recruiting(
    first_on=date(2026, 4, 17), deadlines=[date(2026, 4, 30), date(2026, 5, 18)]
)


def found(
    content: bytes, known: Known = NOBODY, recruiting: Recruiting = ALWAYS
) -> list[tuple[int, str, FindingKind]]:
    findings = compared(read(content), known, recruiting)
    return [(each.row, each.column, each.kind) for each in findings]


@pytest.mark.parametrize(
    ("encoding", "form"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp932", "Shift_JIS")],
)
def test_a_csv_is_read_in_either_encoding_and_says_which(
    encoding: str, form: str
) -> None:
    intake = read(csv_file(OAK, OAK_TILL, PINE, encoding=encoding))

    assert (intake.form, intake.rows, intake.findings) == (form, 3, [])
    oak, pine = intake.applications
    assert (oak.merchant_name, oak.applied_on) == ("樫の木食堂", date(2026, 4, 20))
    assert [each.person.role for each in oak.people] == [
        Role.REPRESENTATIVE,
        Role.STAFF,
    ]
    assert pine.applied_on == date(2026, 5, 7)


def test_an_excel_book_is_read_with_its_own_dates_and_numbers() -> None:
    dated = (*OAK[:4], datetime(2026, 4, 20), *OAK[5:])  # noqa: DTZ001 - as Excel has it
    numbered = (101, *PINE[1:2], 1234, *PINE[3:])

    intake = read(xlsx_file(dated, numbered))

    assert (intake.form, intake.findings) == ("XLSX", [])
    oak, pine = intake.applications
    assert oak.applied_on == date(2026, 4, 20)
    assert (pine.merchant_code, pine.company_code) == ("101", "1234")


def test_columns_may_stand_in_any_order_among_others() -> None:
    header = ("備考", *reversed(HEADER))

    intake = read(csv_file(("", *reversed(OAK)), header=header))

    assert intake.findings == []
    assert intake.applications[0].merchant_code == "a01"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("加盟店コード".encode("utf-16"), FindingKind.ENCODING),
        ("加盟店コード".encode("utf-16-le"), FindingKind.ENCODING),
        (b"\xff\xfe\x00\x81", FindingKind.ENCODING),
        (b"", FindingKind.NO_ROWS),
        (csv_file(), FindingKind.NO_ROWS),
        (b"PK\x03\x04 and then nothing", FindingKind.UNREADABLE),
        (zipped(anything=b"no book"), FindingKind.UNREADABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FindingKind.OLD_EXCEL),
        (zipped(bomb=bytes(64 * 1024 * 1024)), FindingKind.TOO_MUCH_INSIDE),
        (b"a,b\n" * 10_002, FindingKind.TOO_MANY_ROWS),
    ],
    ids=lambda value: value.value if isinstance(value, FindingKind) else "",
)
def test_what_is_no_list_of_merchants_is_one_finding(
    content: bytes, kind: FindingKind
) -> None:
    assert [each[2] for each in found(content)] == [kind]


def test_missing_and_repeated_columns_are_all_named() -> None:
    header = ("加盟店コード", "加盟店コード", *HEADER[2:8], "メール")

    kinds = [each[2] for each in found(csv_file(OAK, header=header))]

    assert sorted(kinds) == [
        FindingKind.COLUMN_MISSING,
        FindingKind.COLUMN_MISSING,
        FindingKind.COLUMN_TWICE,
    ]


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("加盟店コード", "", FindingKind.EMPTY),
        ("加盟店コード", "a-1", FindingKind.MALFORMED),
        ("加盟店名", "=HYPERLINK(1)", FindingKind.FORMULA),
        ("加盟店名", "@SUM(A1)", FindingKind.FORMULA),
        ("加盟店名", "あ" * 61, FindingKind.TOO_LONG),
        ("加盟店名", "前\u202e後", FindingKind.MALFORMED),
        ("会社コード", "A1", FindingKind.MALFORMED),
        ("申込日", "2026-02-30", FindingKind.DAY_MALFORMED),
        ("申込日", "令和8年", FindingKind.DAY_MALFORMED),
        ("申込日", "2026-04-16", FindingKind.DAY_OUTSIDE),
        ("申込日", "2026-05-19", FindingKind.DAY_OUTSIDE),
        ("権限", "社長", FindingKind.ROLE_UNKNOWN),
        ("権限", "スタッフ", FindingKind.REPRESENTATIVE_MISSING),
        ("ログインID", "一郎", FindingKind.MALFORMED),
        ("メールアドレス", "ichiro", FindingKind.MALFORMED),
    ],
)
def test_a_wrong_cell_is_found_in_its_row_and_column(
    column: str, value: str, kind: FindingKind
) -> None:
    content = csv_file(PINE, changed(OAK, **{column: value}))

    assert found(content, recruiting=FIRST_WINDOW) == [(3, column, kind)]


def test_a_cell_of_a_megabyte_is_found_and_shown_short() -> None:
    long = "あ" * 350_000
    for content in (
        csv_file(changed(OAK, 加盟店名=long)),
        _book_with_cell(long),
    ):
        [finding] = compared(read(content), Known(), ALWAYS)

        assert finding.kind is FindingKind.TOO_LONG
        assert len(finding.value) == 30


def test_a_file_beyond_all_lists_is_refused_before_it_is_read() -> None:
    with pytest.raises(IntakeTooBig):
        intake_file.refuse_too_big(bytes(INTAKE_BYTES_MAX + 1))


def test_a_formula_of_a_book_is_found_and_not_reckoned() -> None:
    content = xlsx_file(changed(OAK, 加盟店名="=1+1"), changed(PINE, 氏名="=NA()"))

    assert found(content) == [
        (2, "加盟店名", FindingKind.FORMULA),
        (3, "氏名", FindingKind.FORMULA),
    ]


@pytest.mark.parametrize(
    ("row", "column", "kind"),
    [
        ({"加盟店名": "別の店"}, "加盟店コード", FindingKind.CODE_DIFFERS),
        ({"申込日": "2026-04-21"}, "加盟店コード", FindingKind.CODE_DIFFERS),
        ({"権限": "代表者"}, "権限", FindingKind.REPRESENTATIVE_TWICE),
        ({"ログインID": OAK[7]}, "ログインID", FindingKind.PERSON_TWICE),
        ({"メールアドレス": OAK[8].upper()}, "メールアドレス", FindingKind.MAIL_TAKEN),
    ],
)
def test_rows_that_clash_within_the_file_are_found(
    row: dict[str, str], column: str, kind: FindingKind
) -> None:
    content = csv_file(OAK, changed(OAK_TILL, **row))

    assert (3, column, kind) in found(content)


@pytest.mark.parametrize(
    ("known", "column", "kind"),
    [
        (
            Known(merchant_codes=frozenset({"a01"})),
            "加盟店コード",
            FindingKind.CODE_TAKEN,
        ),
        (
            Known(companies={"A001": "株式会社樫"}),
            "会社名",
            FindingKind.COMPANY_DIFFERS,
        ),
        (
            Known(people={("A001", OAK[7]): ("別人", OAK[8])}),
            "ログインID",
            FindingKind.LOGIN_TAKEN,
        ),
        (
            Known(emails={OAK[8]: ("B001", "other")}),
            "メールアドレス",
            FindingKind.MAIL_TAKEN,
        ),
    ],
)
def test_rows_that_clash_with_what_is_known_are_found(
    known: Known, column: str, kind: FindingKind
) -> None:
    assert found(csv_file(OAK), known) == [(2, column, kind)]


def test_a_company_may_bring_a_second_merchant_with_the_same_person() -> None:
    branch = changed(OAK, 加盟店コード="a09", 加盟店名="樫の木食堂 駅前店")

    assert found(csv_file(OAK, branch)) == []


def test_everything_is_found_at_once() -> None:
    content = csv_file(
        changed(OAK, 加盟店コード="!", 申込日="soon", メールアドレス=""),
        changed(PINE, 氏名="=1"),
        *merchants(3),
    )

    assert [each[0] for each in found(content)] == [2, 2, 2, 3]


def test_a_book_that_lies_about_its_size_is_read_as_it_is() -> None:
    honest = xlsx_file(OAK)
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(honest)) as old,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"A1:I2", b"A1:XFD1048576"))

    assert found(content.getvalue()) == []


@given(content=st.binary(max_size=300))
def test_any_bytes_end_in_findings_and_not_in_a_fault(content: bytes) -> None:
    for each in (content, b"PK\x03\x04" + content, csv_file() + content):
        assert found(each)


def _book_with_cell(text: str) -> bytes:
    # openpyxl itself refuses to write such a cell; other programs don't.
    parts: dict[str, Any] = {}
    with zipfile.ZipFile(io.BytesIO(xlsx_file(changed(OAK, 加盟店名="長名")))) as old:
        for name in old.namelist():
            parts[name] = old.read(name).replace("長名".encode(), text.encode())
    return zipped(**parts)
