"""A statement that is ready, and news of the account it is paid to."""

from typing import Final

from machiken.contracts.settlement import AccountNewsKind
from machiken.money import ZERO
from services.notify.domain.facts import PayAccountFacts, StatementFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.en.common import day, english, footer, yen

_NEWS: Final = {
    AccountNewsKind.REQUESTED: "We have got your notice of a bank account.",
    AccountNewsKind.APPROVED: "The bank account that was notified is registered now.",
    AccountNewsKind.REJECTED: "The bank account that was notified was not registered.",
}
_NOT_YOU: Final = Paragraph(
    "If you know nothing of this, please tell the office at once. Payments to the "
    "registered account can be stopped for a while."
)


def statement_ready(letter: Material[StatementFacts]) -> Prose:
    """Return the letter that a half-month was closed, and what will be paid."""
    facts, sender = letter.facts, letter.known_sender
    nothing = facts.net <= ZERO
    carried = "Nothing is paid this time. The difference goes into the next statement."
    return english(
        sender.campaign_name,
        "Your statement is ready",
        [
            Paragraph(f"To the representative of {facts.merchant_name}"),
            Paragraph(
                "We have closed the days below and made your statement. You need not "
                "send an invoice."
            ),
            Details(
                "What is paid",
                [
                    ("Days", f"{day(facts.first_on)} – {day(facts.last_on)}"),
                    ("Amount", yen(facts.net)),
                    *([] if nothing else [("Paid by", day(facts.pay_by))]),
                ],
            ),
            *([Paragraph(carried)] if nothing else []),
            Paragraph(
                "You find it on the page for statements of the site for companies "
                "(PC, in Japanese).\n" + letter.sites.portal_of(sender.issuer_code)
            ),
            footer(letter, facts.merchant_code),
        ],
    )


def pay_account_news(letter: Material[PayAccountFacts]) -> Prose:
    """Return the letter on the account that is paid to; it names no number."""
    facts, from_when = letter.facts, letter.facts.usable_from
    return english(
        letter.known_sender.campaign_name,
        "About your bank account",
        [
            Paragraph(f"To the representative of {facts.merchant_name}"),
            Paragraph(_NEWS[facts.news]),
            Details(
                "Account",
                [
                    ("Number ends in", f"…{facts.number_tail}"),
                    *(
                        [
                            (
                                "Used for",
                                f"periods that begin {day(from_when)} or later",
                            )
                        ]
                        if from_when
                        else []
                    ),
                ],
            ),
            _NOT_YOU,
            footer(letter, facts.merchant_code),
        ],
    )
