"""The campaign's end is near."""

from services.notify.domain.facts import EndingFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.en.common import day, english, footer


def campaign_ending(letter: Material[EndingFacts]) -> Prose:
    """Return the letter that tells a merchant by when it must have redeemed."""
    facts = letter.facts
    return english(
        letter.known_sender.campaign_name,
        "Important: redeem your vouchers in time",
        [
            Paragraph(f"To the representative of {facts.merchant_name}"),
            Paragraph(
                "The last day to redeem vouchers is near. After it, nothing can be "
                "redeemed.\n"
                "Please check that you have no voucher left that is not redeemed."
            ),
            Details(
                "Last days",
                [
                    ("People may pay with vouchers until", day(facts.use_last_on)),
                    ("You may redeem them until", day(facts.redeem_last_on)),
                ],
            ),
            footer(letter, facts.merchant_code),
        ],
    )
