"""The code for a new password, and what it is for; never a link."""

from services.notify.domain.facts import ResetFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Number, Paragraph, Prose
from services.notify.domain.texts.en.common import (
    SENT_BY_ITSELF,
    SITE_NAMES,
    english,
    town_time,
    until,
)


def reset_code(letter: Material[ResetFacts]) -> Prose:
    """Return the letter that carries a reset code."""
    facts = letter.facts
    site = SITE_NAMES[facts.site]
    return english(
        letter.sender.campaign_name if letter.sender else site,
        "Your reset code",
        [
            Paragraph(
                "This code lets you choose a new password.\n"
                "Please type it on the page where you are resetting it."
            ),
            Number(letter.known_secret),
            Details(
                "Reset",
                [
                    ("Site", site),
                    ("Shop or place", facts.place_name),
                    ("Asked at", town_time(facts.begun_at)),
                    ("Good until", until(facts.expires_at, facts.begun_at)),
                ],
            ),
            Paragraph(
                "If this was not you, tell nobody the code. Your password stays as it "
                "is."
            ),
            SENT_BY_ITSELF,
        ],
    )
