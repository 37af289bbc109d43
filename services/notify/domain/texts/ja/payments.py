"""決済完了 and 返金完了: what a shop keeps of a payment (S-MAIL-7)."""

from machiken.money import ZERO
from services.notify.domain.facts import PaymentFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.ja.common import footer, town_time


def payment_completed(letter: Material[PaymentFacts]) -> Prose:
    """Return the letter that vouchers were redeemed."""
    facts, own = letter.facts, letter.own
    return Prose(
        f"【{letter.known_sender.campaign_name}】" + own("決済完了のお知らせ"),
        [
            Paragraph(f"{facts.merchant_name} ご担当者 様"),
            Paragraph(own("下記の決済（換金）が完了しました。")),
            Details(
                own("決済の内容"),
                [
                    (own("決済ID"), facts.payment_no),
                    (own("決済日時"), town_time(facts.redeemed_at)),
                    (own("決済金額"), str(facts.amount)),
                    *([("枚数", f"{facts.count}枚")] if facts.count else []),
                    ("ご担当者", facts.login_id),
                ],
            ),
            Paragraph(own("商品券の「換金済みチェック」の記入をご確認ください。")),
            footer(letter, facts.merchant_code),
        ],
    )


def refund_completed(letter: Material[PaymentFacts]) -> Prose:
    """Return the letter that a payment was given back."""
    facts, own = letter.facts, letter.own
    assert facts.refunded_at is not None, "a refund has its moment"
    return Prose(
        f"【{letter.known_sender.campaign_name}】" + own("返金完了のお知らせ"),
        [
            Paragraph(f"{facts.merchant_name} ご担当者 様"),
            Paragraph(own("下記の決済の返金（取消）が完了しました。")),
            Details(
                own("返金の内容"),
                [
                    (own("決済ID"), facts.payment_no),
                    (own("決済日時"), town_time(facts.redeemed_at)),
                    (own("返金日時"), town_time(facts.refunded_at)),
                    (own("返金金額"), str(facts.amount)),
                    *([("枚数", f"{facts.count}枚")] if facts.count else []),
                    *_rest(letter),
                    ("ご担当者", facts.login_id),
                ],
            ),
            Paragraph(own("返金した商品券は、もう一度ご利用いただけます。")),
            footer(letter, facts.merchant_code),
        ],
    )


def _rest(letter: Material[PaymentFacts]) -> list[tuple[str, str]]:
    left = letter.facts.left
    if left is None or left == ZERO:
        return []
    return [(letter.own("返金していない分"), str(left))]
