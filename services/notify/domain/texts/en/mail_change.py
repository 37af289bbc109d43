"""The code that proves a new mail address to be one's own; never a link."""

from services.notify.domain.facts import MailChangeFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Number, Paragraph, Prose
from services.notify.domain.texts.en.common import (
    SENT_BY_ITSELF,
    english,
    town_time,
    until,
)


def mail_change_code(letter: Material[MailChangeFacts]) -> Prose:
    """Return the letter that carries the code to the new address."""
    facts, sender = letter.facts, letter.known_sender
    return english(
        sender.campaign_name,
        "Code for your new mail address",
        [
            Paragraph(
                "Somebody asked at the shop's site to change a mail address to this "
                "one.\n"
                "Please type this code on the page where you are changing it."
            ),
            Number(letter.known_secret),
            Details(
                "The change",
                [
                    ("Shop or place", facts.place_name),
                    ("Login ID", facts.login_id),
                    ("Asked at", town_time(facts.begun_at)),
                    ("Good until", until(facts.expires_at, facts.begun_at)),
                ],
            ),
            Paragraph(
                "If this was not you, tell nobody the code and throw this mail away. "
                "The address stays as it is."
            ),
            Paragraph(f"Questions: {sender.contact}"),
            SENT_BY_ITSELF,
        ],
    )
