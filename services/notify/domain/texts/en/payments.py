"""Payments and refunds: what a shop keeps of them (S-MAIL-7)."""

from machiken.money import ZERO
from services.notify.domain.facts import PaymentFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.en.common import (
    english,
    footer,
    town_time,
    vouchers,
    yen,
)


def payment_completed(letter: Material[PaymentFacts]) -> Prose:
    """Return the letter that vouchers were redeemed."""
    facts = letter.facts
    return english(
        letter.known_sender.campaign_name,
        "Payment complete",
        [
            Paragraph(f"To the staff of {facts.merchant_name}"),
            Paragraph("This payment is complete: its vouchers are redeemed."),
            Details(
                "Payment",
                [
                    ("Payment ID", facts.payment_no),
                    ("Time of payment", town_time(facts.redeemed_at)),
                    ("Amount", yen(facts.amount)),
                    *([("Vouchers", vouchers(facts.count))] if facts.count else []),
                    ("By", facts.login_id),
                ],
            ),
            Paragraph(
                "Please check that the box “redeemed” is ticked on each voucher."
            ),
            footer(letter, facts.merchant_code),
        ],
    )


def refund_completed(letter: Material[PaymentFacts]) -> Prose:
    """Return the letter that a payment was given back."""
    facts = letter.facts
    assert facts.refunded_at is not None, "a refund has its moment"
    return english(
        letter.known_sender.campaign_name,
        "Refund complete",
        [
            Paragraph(f"To the staff of {facts.merchant_name}"),
            Paragraph("The refund of this payment is complete."),
            Details(
                "Refund",
                [
                    ("Payment ID", facts.payment_no),
                    ("Time of payment", town_time(facts.redeemed_at)),
                    ("Time of refund", town_time(facts.refunded_at)),
                    ("Amount given back", yen(facts.amount)),
                    *([("Vouchers", vouchers(facts.count))] if facts.count else []),
                    *_rest(facts),
                    ("By", facts.login_id),
                ],
            ),
            Paragraph("The vouchers that were given back can be used again."),
            footer(letter, facts.merchant_code),
        ],
    )


def _rest(facts: PaymentFacts) -> list[tuple[str, str]]:
    if facts.left is None or facts.left == ZERO:
        return []
    return [("Not given back", yen(facts.left))]
