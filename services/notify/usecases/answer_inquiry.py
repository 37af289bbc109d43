"""The office answers an inquiry by mail."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.notify import (
    INQUIRY_CHARS_MAX,
    AnswerInquiry,
    AnswerMalformed,
    InquiryQuery,
    InquiryUnknown,
    InquiryView,
    NotifyAct,
)
from machiken.ids import CampaignId, EventId, InquiryId
from services.notify.domain.facts import AnswerFacts
from services.notify.domain.letters import LetterKind, NewLetter
from services.notify.domain.plain_text import is_plain, straightened
from services.notify.store import acts, campaigns, inquiries, letters
from services.notify.usecases.show_inquiries import show_inquiry


def answer_inquiry(tx: Session, request: AnswerInquiry, actor: Actor) -> InquiryView:
    """Return the inquiry with its answers, this one on its way.

    Raises `AnswerMalformed`, `NotifyCampaignUnknown`, `InquiryUnknown`.
    """
    wanted = replace(request, text=straightened(request.text))
    if not is_plain(wanted.text, INQUIRY_CHARS_MAX):
        raise AnswerMalformed(chars_max=str(INQUIRY_CHARS_MAX))
    campaign_id = campaigns.known(tx, wanted.issuer_code)
    found = inquiries.lock(tx, campaign_id, wanted.number)
    if found is None:
        raise InquiryUnknown
    inquiry_id, asked = found
    at = clock.now(tx)
    if inquiries.answer(tx, inquiry_id, wanted, actor, at=at):
        letter = _letter(wanted, (campaign_id, inquiry_id), asked)
        letters.write(tx, letter, at=at)
        _note(tx, wanted, actor, at)
    query = InquiryQuery(issuer_code=wanted.issuer_code, number=wanted.number)
    return show_inquiry(tx, query)


def _letter(
    wanted: AnswerInquiry, ids: tuple[CampaignId, InquiryId], asked: InquiryView
) -> NewLetter:
    campaign_id, inquiry_id = ids
    return NewLetter(
        kind=LetterKind.INQUIRY_ANSWERED,
        event_id=EventId(wanted.answer_id),
        reader=inquiry_id,
        campaign_id=campaign_id,
        email=asked.email,
        facts=AnswerFacts(
            number=asked.number,
            name=asked.name,
            sent_at=asked.sent_at,
            question=tuple(asked.text.split("\n")),
            answer=tuple(wanted.text.split("\n")),
        ),
    )


def _note(tx: Session, wanted: AnswerInquiry, actor: Actor, at: datetime) -> None:
    answered = NotifyAct.INQUIRY_ANSWERED
    act = acts.on_inquiry(answered, wanted.issuer_code, wanted.number)
    acts.note(tx, act, actor, at=at)
