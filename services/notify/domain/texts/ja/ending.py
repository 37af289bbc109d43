"""換金期限のお知らせ: the campaign's end is near."""

from services.notify.domain.facts import EndingFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.ja.common import day, footer


def campaign_ending(letter: Material[EndingFacts]) -> Prose:
    """Return the letter that tells a merchant by when it must have redeemed."""
    facts, campaign = letter.facts, letter.known_sender.campaign_name
    return Prose(
        f"【重要なお知らせ】{campaign} 換金期限のお知らせ",
        [
            Paragraph(f"{facts.merchant_name} 代表者 様"),
            Paragraph(
                letter.own(
                    "換金（決済）の期限が近づいています。期限を過ぎると換金できません。\n"
                    "お手もとに換金していない商品券がないか、ご確認ください。"
                )
            ),
            Details(
                "期限",
                [
                    (letter.own("商品券の利用"), f"{day(facts.use_last_on)}まで"),
                    (letter.own("換金（決済）"), f"{day(facts.redeem_last_on)}まで"),
                ],
            ),
            footer(letter, facts.merchant_code),
        ],
    )
