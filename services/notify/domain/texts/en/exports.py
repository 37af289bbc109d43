"""A file that somebody asked for can be fetched."""

from services.notify.domain.facts import ExportFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.en.common import day, english, footer, town_time


def export_ready(letter: Material[ExportFacts]) -> Prose:
    """Return the letter to who asked; the file itself never goes by mail."""
    facts, sender = letter.facts, letter.known_sender
    return english(
        sender.campaign_name,
        "Your data is ready",
        [
            Paragraph("The payment data that you asked for is ready."),
            Details(
                "The data",
                [
                    ("Receipt number", facts.receipt_no),
                    ("Days", f"{day(facts.first_on)} – {day(facts.last_on)}"),
                    ("Rows", f"{facts.rows:,}"),
                    ("Fetch it until", town_time(facts.expires_at)),
                ],
            ),
            Paragraph(
                "Please fetch it on the page for downloads of the site for companies "
                "(PC, in Japanese).\n" + letter.sites.portal_of(sender.issuer_code)
            ),
            footer(letter, None),
        ],
    )
