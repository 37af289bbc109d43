"""Names are narrowed where there is one way to, and refused where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.settlement.domain.narrow_kana import NotNarrow, narrowed


@pytest.mark.parametrize(
    ("typed", "narrow"),
    [
        ("キノマチベーカリー", "ｷﾉﾏﾁﾍﾞ-ｶﾘ-"),
        ("きのまち しょてん", "ｷﾉﾏﾁ ｼﾖﾃﾝ"),
        ("カ）キノマチ", "ｶ)ｷﾉﾏﾁ"),
        ("ショップ　キャッツ", "ｼﾖﾂﾌﾟ ｷﾔﾂﾂ"),
        ("ヴィラ", "ｳﾞｲﾗ"),
        ("ｶﾌﾞ.ｷﾉ", "ｶﾌﾞ.ｷﾉ"),
        ("ａｂｃ－１２３", "ABC-123"),
        ("ガギグ", "ｶﾞｷﾞｸﾞ"),
        ("か\u3099", "ｶﾞ"),
        (" キノ ", "ｷﾉ"),
    ],
)
def test_what_has_one_narrow_form_gets_it(typed: str, narrow: str) -> None:
    assert narrowed(typed) == narrow
    assert len(narrow.encode("cp932")) == len(narrow)


@pytest.mark.parametrize(
    ("typed", "character"),
    [
        ("木ノ町", "木"),
        ("㈱キノ", "㈱"),
        ("キノ・マチ", "・"),
        ("キノ,マチ", ","),
        ("キノ／マチ", "/"),
        ("ヲトコ", "ヲ"),
        ("ヰノ", "ヰ"),
        ("キノ―マチ", "―"),
        ("キノ~", "~"),
        ("𠮷ノ", "𠮷"),
        ("ア\nイ", "\n"),
        ("½", "½"),
    ],
)
def test_what_somebody_must_choose_is_refused_by_name(
    typed: str, character: str
) -> None:
    with pytest.raises(NotNarrow) as refused:
        narrowed(typed)
    assert refused.value.character == character


@given(st.text(max_size=20))
def test_whatever_is_typed_becomes_single_bytes_or_is_refused(typed: str) -> None:
    try:
        narrow = narrowed(typed)
    except NotNarrow:
        return
    assert len(narrow.encode("cp932")) == len(narrow)
    assert not set(narrow) & set("ｧｨｩｪｫｬｭｮｯｰｦ")
    assert narrowed(narrow) == narrow
