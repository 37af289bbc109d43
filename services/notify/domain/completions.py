"""What happened to a merchant's money, and who is told of it (S-MAIL-7)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from machiken.contracts.redemption import PaymentRefunded, RedemptionCompleted
from machiken.contracts.settlement import PayAccountTouched, StatementReady
from machiken.ids import CampaignId, EventId, MerchantId, StaffId
from services.notify.domain.facts import (
    MerchantFacts,
    PayAccountFacts,
    PaymentFacts,
    StatementFacts,
)
from services.notify.domain.letters import LetterKind, NewLetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What was completed, where, and by whom."""

    kind: LetterKind
    event_id: EventId
    campaign_id: CampaignId
    merchant_id: MerchantId
    staff_id: StaffId | None
    facts: MerchantFacts
    """The merchant's name is empty until its letters are addressed."""


def of_redemption(event: RedemptionCompleted, event_id: EventId) -> Completion:
    """Return the completion of a redemption."""
    return Completion(
        kind=LetterKind.PAYMENT_COMPLETED,
        event_id=event_id,
        campaign_id=event.campaign_id,
        merchant_id=event.merchant_id,
        staff_id=event.staff_id,
        facts=PaymentFacts(
            merchant_code=event.merchant_code,
            merchant_name="",
            payment_no=event.payment_no,
            amount=event.total,
            count=event.count,
            login_id=event.login_id,
            redeemed_at=event.redeemed_at,
            refunded_at=None,
        ),
    )


def of_refund(event: PaymentRefunded, event_id: EventId) -> Completion:
    """Return the completion of a refund."""
    return Completion(
        kind=LetterKind.REFUND_COMPLETED,
        event_id=event_id,
        campaign_id=event.campaign_id,
        merchant_id=event.merchant_id,
        staff_id=event.staff_id,
        facts=PaymentFacts(
            merchant_code=event.merchant_code,
            merchant_name="",
            payment_no=event.payment_no,
            amount=event.amount,
            count=event.count or None,
            left=event.left,
            login_id=event.login_id,
            redeemed_at=event.redeemed_at,
            refunded_at=event.refunded_at,
        ),
    )


def of_statement(event: StatementReady, event_id: EventId) -> Completion:
    """Return the completion of a half-month; the representative is told."""
    return Completion(
        kind=LetterKind.STATEMENT_READY,
        event_id=event_id,
        campaign_id=event.campaign_id,
        merchant_id=event.merchant_id,
        staff_id=None,
        facts=StatementFacts(
            merchant_code=event.merchant_code,
            merchant_name="",
            first_on=event.first_on,
            last_on=event.last_on,
            pay_by=event.pay_by,
            net=event.net,
        ),
    )


def of_pay_account(event: PayAccountTouched, event_id: EventId) -> Completion:
    """Return what happened about an account; who asked for it is told too."""
    return Completion(
        kind=LetterKind.PAY_ACCOUNT_NEWS,
        event_id=event_id,
        campaign_id=event.campaign_id,
        merchant_id=event.merchant_id,
        staff_id=event.requested_by,
        facts=PayAccountFacts(
            merchant_code=event.merchant_code,
            merchant_name="",
            news=event.news,
            number_tail=event.number_tail,
            usable_from=event.usable_from,
        ),
    )


def letters(
    completion: Completion, *, merchant_name: str, representative_id: StaffId
) -> Iterator[NewLetter]:
    """Yield the letters: to who acted, and to the representative where he did not."""
    acted = completion.staff_id or representative_id
    for reader in dict.fromkeys((acted, representative_id)):
        yield NewLetter(
            kind=completion.kind,
            event_id=completion.event_id,
            reader=reader,
            campaign_id=completion.campaign_id,
            facts=replace(completion.facts, merchant_name=merchant_name),
        )
