"""From a letter's facts to its words."""

from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeVar, assert_never

from services.notify.domain.facts import (
    AccountFacts,
    AnswerFacts,
    CodeFacts,
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
from services.notify.domain.letters import LetterKind, Sender
from services.notify.domain.mail import Unmailable
from services.notify.domain.own_words import with_own_words
from services.notify.domain.prose import Prose, one_line
from services.notify.domain.texts.account_news import account_news
from services.notify.domain.texts.accounts import (
    office_invitation,
    registration,
    staff_invitation,
)
from services.notify.domain.texts.common import Sites
from services.notify.domain.texts.ending import campaign_ending
from services.notify.domain.texts.english import with_english
from services.notify.domain.texts.inquiries import inquiry_answered, inquiry_received
from services.notify.domain.texts.mail_change import mail_change_code
from services.notify.domain.texts.one_time_password import one_time_password
from services.notify.domain.texts.payments import payment_completed, refund_completed
from services.notify.domain.texts.payouts import pay_account_news, statement_ready
from services.notify.domain.texts.reset_code import reset_code

Typed = TypeVar("Typed", bound=Any)

_COMPLETED: Final = {
    LetterKind.PAYMENT_COMPLETED: payment_completed,
    LetterKind.REFUND_COMPLETED: refund_completed,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a letter is made of."""

    kind: LetterKind
    facts: Facts
    secret: str | None
    sender: Sender | None


def prose_of(material: Material, sites: Sites) -> Prose:
    """Return the letter's words. Raises `Unmailable` where something is lacking."""
    facts = harmless(material.facts)
    return with_english(_japanese(facts, material, sites), facts)


def _japanese(facts: Facts, material: Material, sites: Sites) -> Prose:
    sender = harmless(material.sender) if material.sender else None
    match facts:
        case SignInFacts() | ResetFacts() | MailChangeFacts():
            return _proving(facts, _secret(material), sender)
        case NewsFacts():
            return account_news(facts, sender)
        case AccountFacts():
            return _handing_over(facts, material, sender, sites)
        case PaymentFacts() | StatementFacts() | PayAccountFacts():
            return _to_merchant(facts, material.kind, _known(sender), sites)
        case InquiryFacts() | AnswerFacts() | EndingFacts():
            return _of_office(facts, _known(sender))
        case _:
            assert_never(facts)


def _to_merchant(
    facts: MerchantFacts, kind: LetterKind, sender: Sender, sites: Sites
) -> Prose:
    match facts:
        case PaymentFacts():
            prose = _COMPLETED[kind](facts, sender)
            return with_own_words(prose, kind, facts, sender)
        case StatementFacts():
            return statement_ready(facts, sender, sites)
        case PayAccountFacts():
            return pay_account_news(facts, sender)
        case _:
            assert_never(facts)


def _proving(facts: CodeFacts, secret: str, sender: Sender | None) -> Prose:
    match facts:
        case SignInFacts():
            return one_time_password(facts, secret, sender)
        case ResetFacts():
            return reset_code(facts, secret, sender)
        case MailChangeFacts():
            return mail_change_code(facts, secret, _known(sender))
        case _:
            assert_never(facts)


def _of_office(facts: OfficeFacts, sender: Sender) -> Prose:
    match facts:
        case InquiryFacts():
            return inquiry_received(facts, sender)
        case AnswerFacts():
            return inquiry_answered(facts, sender)
        case EndingFacts():
            return campaign_ending(facts, sender)
        case _:
            assert_never(facts)


def _handing_over(
    facts: AccountFacts, material: Material, sender: Sender | None, sites: Sites
) -> Prose:
    if material.kind is LetterKind.OFFICE_INVITATION:
        return office_invitation(facts, _secret(material), sites)
    is_first = material.kind is LetterKind.REGISTRATION
    write = registration if is_first else staff_invitation
    known = _known(sender)
    prose = write(facts, _secret(material), known, sites)
    return with_own_words(prose, material.kind, facts, known)


def harmless(typed: Typed) -> Typed:
    """Return the same, each text in it as one line without control characters."""
    texts = {
        field.name: one_line(value)
        for field in fields(typed)
        if type(value := getattr(typed, field.name)) is str
    }
    return replace(typed, **texts)


def _secret(material: Material) -> str:
    if material.secret is None:
        raise Unmailable("the secret is gone")
    return material.secret


def _known(sender: Sender | None) -> Sender:
    if sender is None:
        raise Unmailable("the campaign is missing")
    return sender
