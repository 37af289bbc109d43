"""Somebody asks the office something; the office has it, and a receipt goes out."""

from datetime import datetime

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.notify import (
    InquiriesTooMany,
    InquiryKind,
    InquirySent,
    SendInquiry,
)
from machiken.ids import CampaignId, EventId
from services.notify.domain.facts import InquiryFacts
from services.notify.domain.inquiries import (
    COUNTED_WITHIN,
    OF_ALL_MAX,
    OF_ONE_ADDRESS_MAX,
    checked,
)
from services.notify.domain.letters import LetterKind, NewLetter
from services.notify.store import campaigns, inquiries, letters


def send_inquiry(tx: Session, request: SendInquiry, actor: Actor) -> InquirySent:
    """Return the number of the inquiry, this one or the same one before.

    Raises `InquiryMalformed`, `NotifyCampaignUnknown`, `InquiriesTooMany`.
    """
    earlier = inquiries.number_of(tx, request.inquiry_id)
    if earlier is not None:
        return InquirySent(number=earlier)
    wanted = checked(request)
    campaign_id = campaigns.known(tx, actor.issuer_code or wanted.issuer_code)
    at = clock.now(tx)
    _refuse_too_many(tx, wanted.email, at)
    number = inquiries.record(tx, campaign_id, wanted, actor, at=at)
    if number is None:  # its twin has just come
        twin = inquiries.number_of(tx, request.inquiry_id)
        assert twin is not None, "its twin has committed"
        return InquirySent(number=twin)
    letters.write(tx, _receipt(wanted, campaign_id, number, at), at=at)
    return InquirySent(number=number)


def _refuse_too_many(tx: Session, email: str, at: datetime) -> None:
    since = at - COUNTED_WITHIN
    for address, most in ((email, OF_ONE_ADDRESS_MAX), (None, OF_ALL_MAX)):
        recent = inquiries.recent(tx, address, since=since)
        if recent.count >= most and recent.first_at is not None:
            until = recent.first_at + COUNTED_WITHIN
            raise InquiriesTooMany(until=until.isoformat())


def _receipt(
    wanted: SendInquiry, campaign_id: CampaignId, number: int, at: datetime
) -> NewLetter:
    return NewLetter(
        kind=LetterKind.INQUIRY_RECEIVED,
        event_id=EventId(wanted.inquiry_id),
        reader=wanted.inquiry_id,
        campaign_id=campaign_id,
        email=wanted.email,
        facts=InquiryFacts(number=number, kind=InquiryKind(wanted.kind), sent_at=at),
    )
