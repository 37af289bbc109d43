"""お問い合わせ: the receipt, and the office's answer."""

from typing import Any, Final

from machiken.contracts.notify import InquiryKind
from services.notify.domain.facts import AnswerFacts, InquiryFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose, one_line
from services.notify.domain.texts.ja.common import town_time

KIND_NAMES: Final = {
    InquiryKind.SIGN_IN: "ログインできない",
    InquiryKind.REDEMPTION: "読み取り・換金（決済）",
    InquiryKind.REFUND: "取消（返金）",
    InquiryKind.PAYOUT: "振込・精算",
    InquiryKind.VOUCHER: "商品券",
    InquiryKind.REGISTRATION: "登録内容の変更",
    InquiryKind.TROUBLE: "システムの不具合",
    InquiryKind.OTHER: "その他",
}


def inquiry_received(letter: Material[InquiryFacts]) -> Prose:
    """Return the receipt.

    It says nothing that was typed into the form: anybody may type anybody's address,
    and would have us mail him what he likes.
    """
    facts = letter.facts
    return Prose(
        f"【{letter.known_sender.campaign_name}】お問い合わせを受け付けました",
        [
            Paragraph(
                "お問い合わせありがとうございます。下記のとおり受け付けました。\n"
                "担当者が確認のうえ、このメールアドレスにご返答します。"
            ),
            Details(
                "受付の内容",
                [
                    ("お問い合わせ番号", str(facts.number)),
                    ("お問い合わせ種別", letter.own(KIND_NAMES[facts.kind])),
                    ("受付日時", town_time(facts.sent_at)),
                ],
            ),
            Paragraph(
                "お心当たりがない場合は、どなたかがメールアドレスを間違えて入力しています。"
                "このメールは破棄してください。"
            ),
            _end(letter),
        ],
    )


def inquiry_answered(letter: Material[AnswerFacts]) -> Prose:
    """Return the office's answer, below it what was asked."""
    facts, campaign = letter.facts, letter.known_sender.campaign_name
    return Prose(
        f"【{campaign}】お問い合わせへの回答（番号 {facts.number}）",
        [
            Paragraph(f"{facts.name} 様"),
            Paragraph("\n".join(map(one_line, facts.answer))),
            Details(
                "お問い合わせの内容",
                [
                    ("お問い合わせ番号", str(facts.number)),
                    ("受付日時", town_time(facts.sent_at)),
                ],
            ),
            Paragraph("\n".join(map(one_line, facts.question))),
            _end(letter),
        ],
    )


def _end(letter: Material[Any]) -> Paragraph:
    sender = letter.known_sender
    return Paragraph(
        "本メールは送信専用のため、ご返信いただいてもお答えできません。\n"
        f"お問い合わせ：{sender.contact}\n"
        f"{sender.issuer_name} {sender.campaign_name}"
    )
