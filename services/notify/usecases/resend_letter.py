"""Send letters once more: one was lost, or the server refused it for too long."""

from typing import Final

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.notify import (
    LetterNeedsPassword,
    LetterOver,
    LettersResent,
    LetterState,
    LetterUnknown,
    LetterView,
    NotifyAct,
    ResendGivenUp,
    Resending,
    ResendLetter,
)
from services.notify.domain.letters import LetterKind
from services.notify.domain.resending import resending
from services.notify.store import acts, campaigns, letter_record

_AGAIN: Final = {
    kind
    for kind in LetterKind
    if resending(kind, LetterState.GIVEN_UP) is Resending.AGAIN
}


def resend_letter(tx: Session, request: ResendLetter, actor: Actor) -> LetterView:
    """Return the letter, which is on its way again.

    Raises `LetterUnknown`, `LetterOver`, `LetterNeedsPassword`.
    """
    letter = letter_record.lock(tx, request.letter_id)
    if letter is None:
        raise LetterUnknown
    if letter.resending is Resending.NEVER:
        raise LetterOver
    if letter.resending is Resending.NEW_PASSWORD:
        raise LetterNeedsPassword
    at = clock.now(tx)
    waits = letter.state is LetterState.WAITING
    send = letter_record.send_now if waits else letter_record.send_again
    send(tx, letter.letter_id, at=at)
    resent = acts.on_letter(NotifyAct.LETTER_RESENT, letter.letter_id)
    acts.note(tx, resent, actor, at=at)
    again = letter_record.lock(tx, letter.letter_id)
    assert again is not None, "it is locked"
    return again


def resend_given_up(tx: Session, request: ResendGivenUp, actor: Actor) -> LettersResent:
    """Return how many letters are on their way again that had been given up.

    Those with a password or a number in them are left. Raises `NotifyCampaignUnknown`.
    """
    campaign_id = campaigns.chosen(tx, request.issuer_code)
    at = clock.now(tx)
    count = letter_record.send_given_up_again(tx, campaign_id, _AGAIN, at=at)
    again = NotifyAct.GIVEN_UP_RESENT
    resent = acts.on_letters(again, request.issuer_code, count=count)
    acts.note(tx, resent, actor, at=at)
    return LettersResent(count=count)
