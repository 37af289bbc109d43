"""Inquiries: the receipt, and the office's answer."""

from typing import Any, Final

from machiken.contracts.notify import InquiryKind
from services.notify.domain.facts import AnswerFacts, InquiryFacts
from services.notify.domain.languages import Language
from services.notify.domain.material import Material
from services.notify.domain.prose import Block, Details, Paragraph, Prose, one_line
from services.notify.domain.texts.en.common import english, town_time

KIND_NAMES: Final = {
    InquiryKind.SIGN_IN: "signing in",
    InquiryKind.REDEMPTION: "reading and redeeming",
    InquiryKind.REFUND: "refunds",
    InquiryKind.PAYOUT: "payouts",
    InquiryKind.VOUCHER: "vouchers",
    InquiryKind.REGISTRATION: "registration",
    InquiryKind.TROUBLE: "trouble with the system",
    InquiryKind.OTHER: "other things",
}


def inquiry_received(letter: Material[InquiryFacts]) -> Prose:
    """Return the receipt.

    It says nothing that was typed into the form: anybody may type anybody's address,
    and would have us mail him what he likes.
    """
    facts = letter.facts
    return english(
        letter.known_sender.campaign_name,
        "We have got your inquiry",
        [
            Paragraph(
                "Thank you for your inquiry. We have got it.\n"
                "Somebody of the office will look into it and answer to this address."
            ),
            Details(
                "Your inquiry",
                [
                    ("Number", str(facts.number)),
                    ("About", KIND_NAMES[facts.kind]),
                    ("Received", town_time(facts.sent_at)),
                ],
            ),
            Paragraph(
                "If you did not ask us anything, somebody mistyped his mail address. "
                "Please throw this mail away."
            ),
            _end(letter),
        ],
    )


def inquiry_answered(letter: Material[AnswerFacts]) -> Prose:
    """Return the office's answer, below it what was asked."""
    facts = letter.facts
    # What people wrote is in the language that they wrote it in, and once is enough.
    is_first = letter.languages[0] is Language.ENGLISH
    return english(
        letter.known_sender.campaign_name,
        f"Answer to your inquiry (number {facts.number})",
        [
            Paragraph(f"To {facts.name}"),
            *(_typed(facts.answer) if is_first else [_ABOVE]),
            Details(
                "Your inquiry",
                [
                    ("Number", str(facts.number)),
                    ("Received", town_time(facts.sent_at)),
                ],
            ),
            *(_typed(facts.question) if is_first else []),
            _end(letter),
        ],
    )


_ABOVE: Final = Paragraph(
    "The office has answered your inquiry. The answer and your words stand above, as "
    "they were written."
)


def _typed(lines: tuple[str, ...]) -> list[Block]:
    return [Paragraph("\n".join(map(one_line, lines)))]


def _end(letter: Material[Any]) -> Paragraph:
    sender = letter.known_sender
    return Paragraph(
        "Replies to this mail are not read.\n"
        f"Questions: {sender.contact}\n"
        f"{sender.issuer_name} {sender.campaign_name}"
    )
