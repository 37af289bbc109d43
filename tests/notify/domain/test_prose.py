import re

import pytest

from services.notify.domain.prose import (
    Details,
    Number,
    Paragraph,
    Prose,
    as_html,
    as_text,
    one_line,
)

PROSE = Prose(
    "件名",
    [Paragraph("一行目\n二行目"), Number("0472"), Details("内容", [("金額", "1円")])],
)


def test_the_text_has_the_number_on_a_line_of_its_own() -> None:
    assert as_text(PROSE) == "一行目\n二行目\n\n0472\n\n■内容\n金額：1円\n"


def test_the_html_says_the_same() -> None:
    html = as_html(PROSE)

    assert "一行目<br>\n二行目" in html
    assert ">0472</p>" in html
    assert re.search(r"<dt[^>]*>金額</dt><dd[^>]*>1円</dd>", html)


def test_what_people_typed_is_no_html() -> None:
    html = as_html(Prose("<b>", [Paragraph("<script>alert(1)</script>")]))

    assert "<b>" not in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    "typed",
    ["花子\r\nBcc: x@y.example", "花子\u2028x", "花\x00子", "花子\x85 x", " 花子\t"],
)
def test_a_typed_text_becomes_one_line(typed: str) -> None:
    line = one_line(typed)

    assert len(line.splitlines()) == 1
    assert line.isprintable()
