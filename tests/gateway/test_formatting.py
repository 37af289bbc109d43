from datetime import UTC, date, datetime

from machiken.money import Yen
from services.gateway import formatting
from services.gateway.languages import Language


def test_a_moment_late_in_the_day_belongs_to_the_towns_next_day() -> None:
    at = datetime(2026, 6, 24, 15, 0, tzinfo=UTC)

    assert formatting.moment(at) == "6月25日 00:00"
    assert formatting.full_moment(at) == "2026年6月25日 00:00:00"


def test_a_day_is_written_with_its_weekday() -> None:
    assert formatting.day(date(2026, 6, 24)) == "6月24日（水）"
    assert formatting.full_day(date(2026, 11, 1)) == "2026年11月1日（日）"


def test_a_day_of_another_year_says_which() -> None:
    this_year = formatting.today().year

    assert formatting.near_day(date(this_year, 1, 31)).startswith("1月31日（")
    later = formatting.near_day(date(this_year + 1, 1, 31))
    assert later.startswith(f"{this_year + 1}年1月31日（")
    english = formatting.near_day(date(this_year + 1, 1, 31), Language.ENGLISH)
    assert english.endswith(f" 31 Jan {this_year + 1}")


def test_the_last_day_to_refund_is_the_one_before_the_cut_off_moment() -> None:
    midnight_in_town = datetime(2026, 6, 30, 15, 0, tzinfo=UTC)

    assert formatting.last_day(midnight_in_town) == date(2026, 6, 30)


def test_amounts_have_separators() -> None:
    assert formatting.number(Yen(1_234_000)) == "1,234,000"


def test_a_payment_number_is_grouped_by_its_parts() -> None:
    payment_no = "OEM202000t0120210507" + "00000000000002"

    assert formatting.grouped(payment_no) == "OEM202000 t01 20210507 00000000000002"
    assert formatting.grouped("short") == "short"


def test_a_phone_number_is_tapped_and_what_stands_around_it_is_only_text() -> None:
    assert formatting.dialled("<b>電話 0000-00-0000（平日 8:30〜17:30）") == (
        '&lt;b&gt;電話 <a class="nowrap" href="tel:0000-00-0000">0000-00-0000</a>'
        "（平日 8:30〜17:30）"
    )
    assert formatting.dialled("2026-11-24 KNM-01") == "2026-11-24 KNM-01"


def test_file_sizes_are_written_as_people_expect() -> None:
    assert formatting.size(1023) == "1,023バイト"
    assert formatting.size(1024) == "1.0KB"
    assert formatting.size(3 * 1024 * 1024) == "3.0MB"


def test_in_english_months_are_named_so_that_nobody_mistakes_a_day() -> None:
    at = datetime(2026, 6, 4, 15, 0, tzinfo=UTC)
    english = Language.ENGLISH

    assert formatting.day(date(2026, 6, 4), english) == "Thu 4 Jun"
    assert formatting.full_day(date(2026, 6, 4), english) == "Thu 4 Jun 2026"
    assert formatting.moment(at, english) == "5 Jun 00:00"
    assert formatting.full_moment(at, english) == "5 Jun 2026 00:00:00"
    assert formatting.town_day(at, english) == "Fri 5 Jun 2026"


def test_amounts_have_the_unit_that_their_reader_knows() -> None:
    assert formatting.yen(Yen(12_000)) == "12,000円"
    assert formatting.yen(Yen(12_000), Language.ENGLISH) == "¥12,000"
    assert formatting.yen(Yen(-500), Language.ENGLISH) == "−¥500"
