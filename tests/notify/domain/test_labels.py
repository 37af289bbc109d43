"""A campaign's labels (呼び名) stand in its letters where our words would."""

from dataclasses import replace
from typing import Any, Final

import pytest

from machiken.contracts.redemption import LABELS
from services.notify.domain.languages import Language
from services.notify.domain.letters import LetterKind, Sender
from services.notify.domain.prose import as_text, subject_of
from services.notify.domain.samples import SAMPLES, SECRET
from tests.notify.domain.test_writing import ACCOUNT, PAYMENT, said_by, written
from tests.notify.town import SENDER

OWN: Final = {
    "voucher": "まちの券",
    "merchant": "取扱店",
    "redemption": "換金",
    "refund": "取消",
    "office": "商工会",
}
HERS: Final = replace(
    SENDER, campaign_name="まちの木2026", contact="商工会 0000-00-0000", labels=OWN
)


def said(sender: Sender, kind: LetterKind, facts: Any = None) -> str:
    parts = said_by(sender, kind, facts or SAMPLES[kind], SECRET)
    return f"{subject_of(*parts)}\n{as_text(*parts)}"


@pytest.mark.parametrize(
    "kind", [kind for kind in LetterKind if kind is not LetterKind.OFFICE_INVITATION]
)
def test_no_word_of_ours_is_left_where_the_campaign_has_its_own(
    kind: LetterKind,
) -> None:
    letter = said(HERS, kind)

    assert [ours for ours in LABELS.values() if ours in letter] == []


def test_labels_are_taken_everywhere_and_no_word_is_said_twice() -> None:
    paid = said(HERS, LetterKind.PAYMENT_COMPLETED)
    registered = said(HERS, LetterKind.REGISTRATION)

    assert "【まちの木2026】換金完了のお知らせ" in paid
    assert "下記の換金が完了しました。" in paid
    assert "換金ID：" in paid
    assert "まちの券の「換金済みチェック」" in paid
    assert "まちの木2026 取扱店情報登録完了のお知らせ" in registered
    assert "まちの木2026の取扱店にお申込みいただき" in registered
    assert "■取扱店サイト（換金端末用）：ログイン情報" in registered
    assert "取扱店コード：t01" in registered


def test_names_and_what_people_wrote_are_left_as_they_are() -> None:
    named = replace(HERS, campaign_name="決済商品券", contact="事務局の加盟店")
    shop = replace(PAYMENT, merchant_name="返金屋", refunded_at=None)
    letter = said(named, LetterKind.PAYMENT_COMPLETED, shop)

    assert "【決済商品券】換金完了" in letter
    assert "返金屋 ご担当者 様" in letter
    assert "お問い合わせ：事務局の加盟店" in letter


def test_english_has_its_own_words() -> None:
    english = replace(SENDER, mail_languages=(Language.ENGLISH,))
    labelled = replace(english, labels=OWN)

    for kind in LetterKind:
        assert said(labelled, kind) == said(english, kind)


def test_a_label_adds_no_line_and_no_header() -> None:
    evil = replace(SENDER, labels={"merchant": "店\r\nBcc: x@y.example\n\n偽"})
    letter = written(LetterKind.REGISTRATION, ACCOUNT, SECRET)
    forged = said_by(evil, LetterKind.REGISTRATION, ACCOUNT, SECRET)[0]

    assert len(as_text(forged).splitlines()) == len(as_text(letter).splitlines())
    assert "\n" not in forged.subject
