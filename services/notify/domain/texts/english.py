"""What each letter says in English below its Japanese: short and plain.

Letters that hand over a password or a code say it in their own words, beside them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from machiken.money import Yen
from machiken.town_time import TOWN_TIME
from services.notify.domain.facts import (
    AccountFacts,
    AnswerFacts,
    EndingFacts,
    Facts,
    InquiryFacts,
    MailChangeFacts,
    MerchantFacts,
    NewsFacts,
    OfficeFacts,
    PayAccountFacts,
    PaymentFacts,
    ResetFacts,
    SignInFacts,
    StatementFacts,
)
from services.notify.domain.prose import Block, Paragraph, Prose
from services.notify.domain.texts.common import ENDS_WITH

_BEGINS = "In English: "


def with_english(prose: Prose, facts: Facts) -> Prose:
    """Return the letter with its English below, where nothing in it is English yet."""
    if any(_BEGINS in block.text for block in _paragraphs(prose.blocks)):
        return prose
    # The end of a letter stays its end: whom to ask, and the campaign's signature.
    ends = [
        number
        for number, block in enumerate(prose.blocks)
        if isinstance(block, Paragraph) and block.text.startswith(ENDS_WITH)
    ]
    at = ends[-1] if ends else len(prose.blocks)
    english = Paragraph(_BEGINS + _english(facts))
    return Prose(prose.subject, [*prose.blocks[:at], english, *prose.blocks[at:]])


def _paragraphs(blocks: Sequence[Block]) -> list[Paragraph]:
    return [block for block in blocks if isinstance(block, Paragraph)]


def _english(facts: Facts) -> str:
    match facts:
        case SignInFacts() | ResetFacts() | MailChangeFacts() | AccountFacts():
            return _proving(facts)
        case PaymentFacts() | StatementFacts() | PayAccountFacts():
            return _of_money(facts)
        case NewsFacts():
            return (
                f"your account {facts.login_id} was changed or used in a new way on "
                f"{_at(facts.happened_at)}, as described above. If it was not you, "
                "please tell the office at once."
            )
        case InquiryFacts() | AnswerFacts() | EndingFacts():
            return _of_office(facts)
        case _:
            assert_never(facts)


def _proving(
    facts: SignInFacts | ResetFacts | MailChangeFacts | AccountFacts,
) -> str:
    if isinstance(facts, AccountFacts):
        return (
            f"your login id is {facts.login_id}. Please sign in with the password "
            "above and choose one of your own."
        )
    return (
        "please type the code above on the page that asks for it, before "
        f"{_at(facts.expires_at)}. Give it to nobody."
    )


def _of_money(facts: MerchantFacts) -> str:
    match facts:
        case PaymentFacts():
            return _of_payment(facts)
        case StatementFacts():
            return (
                f"your statement of {facts.first_on} to {facts.last_on} is ready: "
                f"{_yen(facts.net)}, paid by {facts.pay_by}."
            )
        case PayAccountFacts():
            return (
                "there is news of the bank account, ending in "
                f"{facts.number_tail}, to which your shop is paid. If you did not ask "
                "for it, please tell the office at once."
            )
        case _:
            assert_never(facts)


def _of_payment(facts: PaymentFacts) -> str:
    if facts.refunded_at is not None:
        return (
            f"{_yen(facts.amount)} of the payment {facts.payment_no} were given back "
            f"on {_at(facts.refunded_at)}."
        )
    return (
        f"the payment {facts.payment_no} of {_yen(facts.amount)} was made on "
        f"{_at(facts.redeemed_at)}."
    )


def _of_office(facts: OfficeFacts) -> str:
    match facts:
        case InquiryFacts():
            return (
                f"we have got your inquiry. Its number is {facts.number}; the office "
                "will answer by mail."
            )
        case AnswerFacts():
            return f"this is the office's answer to your inquiry {facts.number}."
        case EndingFacts():
            return (
                f"vouchers may be used until {facts.use_last_on}. Please redeem all "
                f"that you have taken by {facts.redeem_last_on}; later it is too late."
            )
        case _:
            assert_never(facts)


def _yen(amount: Yen) -> str:
    return f"{amount.amount:,} yen"


def _at(at: datetime) -> str:
    return f"{at.astimezone(TOWN_TIME):%Y-%m-%d %H:%M}"
