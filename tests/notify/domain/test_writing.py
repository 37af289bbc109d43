from dataclasses import replace
from datetime import timedelta

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import Site
from machiken.money import Yen
from services.notify.domain.facts import AccountFacts, Facts, PaymentFacts, SignInFacts
from services.notify.domain.letters import LetterKind, Sender
from services.notify.domain.mail import Unmailable
from services.notify.domain.material import Material
from services.notify.domain.prose import Prose, as_html, as_text
from services.notify.domain.writing import parts_of
from tests.notify.town import CAMPAIGN_NAME, NOON, SENDER, SITES

ACCOUNT = AccountFacts(
    role=Role.REPRESENTATIVE,
    staff_name="木下 花子",
    login_id="hanako01",
    password_expires_at=NOON + timedelta(days=14),
    company_code="k001",
    merchant_code="t01",
    merchant_name="木ノ町ベーカリー",
)
SIGN_IN = SignInFacts(
    site=Site.SHOP,
    place_name="木ノ町ベーカリー",
    issued_at=NOON,
    expires_at=NOON + timedelta(minutes=5),
)
PAYMENT = PaymentFacts(
    merchant_code="t01",
    merchant_name="木ノ町ベーカリー",
    payment_no="KNM202601t012026062400000000000001",
    amount=Yen(12_000),
    count=12,
    login_id="taro0001",
    redeemed_at=NOON,
    refunded_at=NOON + timedelta(minutes=10),
)


def written(kind: LetterKind, facts: Facts, secret: str | None = None) -> Prose:
    """Return the letter's Japanese."""
    return said_by(SENDER, kind, facts, secret)[0]


def said_by(
    sender: Sender | None, kind: LetterKind, facts: Facts, secret: str | None = None
) -> list[Prose]:
    return parts_of(
        Material(kind=kind, facts=facts, secret=secret, sender=sender, sites=SITES)
    )


def test_the_registration_letter_follows_the_manual() -> None:
    prose = written(LetterKind.REGISTRATION, ACCOUNT, "Himitsu-2026")

    text = as_text(prose)

    assert (
        prose.subject
        == f"【重要なお知らせ】{CAMPAIGN_NAME} 加盟店情報登録完了のお知らせ"
    )
    assert text.startswith("木ノ町ベーカリー 代表 木下 花子 様\n")
    shop, portal = text.split("■加盟店管理サイト（PC用）：ログイン情報")
    for line in (
        "ログインURL：https://shop.kinomachi.example/shop/sign-in?issuer=KNM202601",
        "加盟店コード：t01",
        "ログインID：hanako01",
        "アカウント権限：代表者",
        "初期パスワード：Himitsu-2026",
        "※初期パスワードは初回ログイン後に必ず変更をお願い致します。",
        "ログイン方法の動画はこちら：https://video.kinomachi.example/sign-in",
    ):
        assert line in shop
    for line in (
        "ログインURL：https://shop.kinomachi.example/portal/sign-in?issuer=KNM202601",
        "BASIC認証情報：ユーザー名：kinomachi パスワード：basic-pass",
        "会社コード：k001",
        "ログインID：hanako01",
        "パスワード：Himitsu-2026",
        "送信専用",
        SENDER.contact,
        f"区分「取扱店」、ブランド「{CAMPAIGN_NAME}」、備考「t01」",
    ):
        assert line in portal


def test_a_member_of_staff_hears_of_the_shop_site_only() -> None:
    facts = replace(ACCOUNT, role=Role.STAFF)

    text = as_text(written(LetterKind.STAFF_INVITATION, facts, "Himitsu-2026"))

    assert "アカウント権限：スタッフ" in text
    assert "初期パスワード：Himitsu-2026" in text
    assert "BASIC" not in text


def test_the_one_time_password_stands_alone_and_there_is_no_link() -> None:
    prose = written(LetterKind.ONE_TIME_PASSWORD, SIGN_IN, "0472")

    text = as_text(prose)

    assert "\n0472\n" in text
    assert "0472" not in prose.subject
    assert "加盟店サイト（決済端末用）" in text
    assert "木ノ町ベーカリー" in text
    assert "受付日時：2026年6月24日 12:00" in text
    assert "有効期限：2026年6月24日 12:05（5分間）" in text
    assert "://" not in text + as_html(prose)
    assert "<a " not in as_html(prose)


def test_a_payment_and_its_refund_are_told_in_full() -> None:
    paid = as_text(written(LetterKind.PAYMENT_COMPLETED, PAYMENT))
    given_back = as_text(written(LetterKind.REFUND_COMPLETED, PAYMENT))

    for line in ("決済金額：12,000円", "枚数：12枚", "ご担当者：taro0001"):
        assert line in paid
    for line in ("返金金額：12,000円", "返金日時：2026年6月24日 12:10"):
        assert line in given_back
    assert PAYMENT.payment_no in paid
    assert PAYMENT.payment_no in given_back


def test_the_office_hears_of_its_own_site() -> None:
    facts = replace(ACCOUNT, role=Role.OFFICE_CLERK)

    text = as_text(*said_by(None, LetterKind.OFFICE_INVITATION, facts, "S3cret"))

    assert "ログインURL：https://shop.kinomachi.example/office" in text
    assert "アカウント権限：担当" in text


def test_no_name_adds_a_line_to_a_letter() -> None:
    evil = "花子\n\nこちらで確認してください：\nhttps://evil.example"

    text = as_text(
        written(LetterKind.REGISTRATION, replace(ACCOUNT, staff_name=evil), "x")
    )

    assert not any(line.startswith("https://evil") for line in text.splitlines())


def test_a_letter_without_its_secret_or_campaign_is_not_written() -> None:
    with pytest.raises(Unmailable):
        written(LetterKind.REGISTRATION, ACCOUNT)
    with pytest.raises(Unmailable):
        said_by(None, LetterKind.PAYMENT_COMPLETED, PAYMENT)
