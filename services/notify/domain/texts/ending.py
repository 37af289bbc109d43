"""換金期限のお知らせ: the campaign's end is near."""

from datetime import date

from services.notify.domain.facts import EndingFacts
from services.notify.domain.letters import Sender
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.common import footer


def campaign_ending(facts: EndingFacts, sender: Sender) -> Prose:
    """Return the letter that tells a merchant by when it must have redeemed."""
    return Prose(
        f"【重要なお知らせ】{sender.campaign_name} 換金期限のお知らせ",
        [
            Paragraph(f"{facts.merchant_name} 代表者 様"),
            Paragraph(
                "換金（決済）の期限が近づいています。期限を過ぎると換金できません。\n"
                "お手もとに換金していない商品券がないか、ご確認ください。"
            ),
            Details(
                "期限",
                [
                    ("商品券の利用", f"{_day(facts.use_last_on)}まで"),
                    ("換金（決済）", f"{_day(facts.redeem_last_on)}まで"),
                ],
            ),
            footer(sender, facts.merchant_code),
        ],
    )


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
