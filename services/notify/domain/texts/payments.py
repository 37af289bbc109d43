"""決済完了 and 返金完了: what a shop keeps of a payment (S-MAIL-7)."""

from machiken.money import ZERO
from services.notify.domain.facts import PaymentFacts
from services.notify.domain.letters import Sender
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.common import footer, town_time


def payment_completed(facts: PaymentFacts, sender: Sender) -> Prose:
    """Return the letter that vouchers were redeemed."""
    return Prose(
        f"【{sender.campaign_name}】決済完了のお知らせ",
        [
            Paragraph(f"{facts.merchant_name} ご担当者 様"),
            Paragraph("下記の決済（換金）が完了しました。"),
            Details(
                "決済の内容",
                [
                    ("決済ID", facts.payment_no),
                    ("決済日時", town_time(facts.redeemed_at)),
                    ("決済金額", str(facts.amount)),
                    *([("枚数", f"{facts.count}枚")] if facts.count else []),
                    ("ご担当者", facts.login_id),
                ],
            ),
            Paragraph("商品券の「換金済みチェック」の記入をご確認ください。"),
            footer(sender, facts.merchant_code),
        ],
    )


def refund_completed(facts: PaymentFacts, sender: Sender) -> Prose:
    """Return the letter that a payment was given back."""
    assert facts.refunded_at is not None, "a refund has its moment"
    return Prose(
        f"【{sender.campaign_name}】返金完了のお知らせ",
        [
            Paragraph(f"{facts.merchant_name} ご担当者 様"),
            Paragraph("下記の決済の返金（取消）が完了しました。"),
            Details(
                "返金の内容",
                [
                    ("決済ID", facts.payment_no),
                    ("決済日時", town_time(facts.redeemed_at)),
                    ("返金日時", town_time(facts.refunded_at)),
                    ("返金金額", str(facts.amount)),
                    *([("枚数", f"{facts.count}枚")] if facts.count else []),
                    *_rest(facts),
                    ("ご担当者", facts.login_id),
                ],
            ),
            Paragraph("返金した商品券は、もう一度ご利用いただけます。"),
            footer(sender, facts.merchant_code),
        ],
    )


def _rest(facts: PaymentFacts) -> list[tuple[str, str]]:
    if facts.left is None or facts.left == ZERO:
        return []
    return [("返金していない分", str(facts.left))]
