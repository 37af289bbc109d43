from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from machiken.money import Yen
from services.gateway import forms
from services.gateway.refusals import (
    AmountUnreadable,
    DayUnreadable,
    FieldMissing,
    FieldTooLong,
    FormMalformed,
)


def fields(*pairs: tuple[str, str]) -> MultiDict[str, str]:
    return MultiDict(pairs)


@pytest.mark.parametrize(
    "typed",
    ["3000", "3,000", "３０００", " 3,000円 ", "３，０００円", "¥3,000", "￥3000"],
)
def test_an_amount_is_read_as_people_type_it(typed: str) -> None:
    assert forms.yen(fields(("target", typed)), "target") == Yen(3000)


@pytest.mark.parametrize("typed", ["-1", "1.5", "三千", "1e3", "٣٠٠٠x", "1" * 10])
def test_what_is_no_whole_amount_is_refused(typed: str) -> None:
    with pytest.raises(AmountUnreadable):
        forms.yen(fields(("target", typed)), "target")


def test_an_amount_sent_twice_is_refused() -> None:
    with pytest.raises(FormMalformed):
        forms.yen(fields(("target", "1000"), ("target", "2000")), "target")


@pytest.mark.parametrize("typed", ["2026-06-24", "2026/06/24", "２０２６-０６-２４"])
def test_a_day_is_read(typed: str) -> None:
    assert forms.day(fields(("on", typed)), "on") == date(2026, 6, 24)


@pytest.mark.parametrize("typed", ["6/24", "2026-02-30", "today"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(DayUnreadable):
        forms.day(fields(("on", typed)), "on")


@pytest.mark.parametrize("typed", ["", "   ", "　"])
def test_spaces_alone_fill_no_field(typed: str) -> None:
    with pytest.raises(FieldMissing):
        forms.text(fields(("code", typed)), "code")


def test_a_field_that_was_not_sent_is_missing() -> None:
    with pytest.raises(FieldMissing):
        forms.text(fields(), "code")


def test_full_width_letters_become_plain_ones() -> None:
    assert forms.text(fields(("code", "ｔ０１")), "code") == "t01"


def test_a_password_is_taken_exactly_as_typed() -> None:
    assert forms.raw(fields(("password", " ｐａｓｓ ")), "password") == " ｐａｓｓ "


def test_a_field_has_a_length_and_no_control_characters() -> None:
    with pytest.raises(FieldTooLong):
        forms.text(fields(("code", "a" * 201)), "code")
    with pytest.raises(FormMalformed):
        forms.text(fields(("code", "a\r\nb")), "code")


def test_an_id_is_one_of_ours_or_none() -> None:
    with pytest.raises(FormMalformed):
        forms.uuid(fields(("checkout_id", "1")), "checkout_id")


def test_numbers_that_a_page_sends_many_times() -> None:
    fields = MultiDict([("serial", "1"), ("serial", "23"), ("other", "x")])

    assert forms.numbers(fields, "serial") == [1, 23]
    assert forms.numbers(fields, "nothing") == []


@pytest.mark.parametrize(
    "value", ["", "-1", "1.5", "１", "1 ", "x", "9" * 19, "+1", "0x1", "1_0"]
)
def test_a_number_that_is_none_is_not_straightened(value: str) -> None:
    with pytest.raises(FormMalformed):
        forms.numbers(MultiDict([("serial", "1"), ("serial", value)]), "serial")


def test_more_numbers_than_any_payment_has_vouchers_are_refused() -> None:
    many = MultiDict([("serial", str(number)) for number in range(1_001)])
    with pytest.raises(FormMalformed):
        forms.numbers(many, "serial")


def test_a_rows_number_is_read_where_there_is_one() -> None:
    assert forms.row(fields(("before", "120")), "before") == 120
    assert forms.row(fields(), "before") is None


@pytest.mark.parametrize("typed", ["-1", "x", "٣", "9" * 19, "1.0"])
def test_what_is_no_rows_number_is_not_our_form(typed: str) -> None:
    with pytest.raises(FormMalformed):
        forms.row(fields(("before", typed)), "before")
