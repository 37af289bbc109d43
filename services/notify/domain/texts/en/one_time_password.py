"""The one-time password: the number, and what it opens; never a link."""

from services.notify.domain.facts import SignInFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Number, Paragraph, Prose
from services.notify.domain.texts.en.common import (
    SENT_BY_ITSELF,
    SITE_NAMES,
    english,
    town_time,
    until,
)
from services.notify.domain.texts.en.devices import device_name


def one_time_password(letter: Material[SignInFacts]) -> Prose:
    """Return the letter that carries a one-time password."""
    facts = letter.facts
    site = SITE_NAMES[facts.site]
    return english(
        letter.sender.campaign_name if letter.sender else site,
        "Your one-time password",
        [
            Paragraph("Your one-time password to sign in:"),
            Number(letter.known_secret),
            Details(
                "Sign-in",
                [
                    ("Site", site),
                    ("Shop or place", facts.place_name),
                    ("Asked at", town_time(facts.issued_at)),
                    ("Good until", until(facts.expires_at, facts.issued_at)),
                    *([("Device", device_name(facts.device))] if facts.device else []),
                ],
            ),
            Paragraph(
                "If this was not you, somebody knows your password.\n"
                "Tell nobody this number, and change your password at once."
            ),
            SENT_BY_ITSELF,
        ],
    )
