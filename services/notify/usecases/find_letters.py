"""The record of letters, page by page."""

from typing import Final

from sqlalchemy.orm import Session

from machiken.contracts.notify import (
    PAGES_MAX,
    FindLetters,
    LetterQuery,
    LettersFound,
    LetterUnknown,
    LetterView,
)
from services.notify.store import campaigns, letter_record

FIRST_PAGE: Final = 1


def find_letters(tx: Session, request: FindLetters) -> LettersFound:
    """Return a page of a campaign's letters. Raises `NotifyCampaignUnknown`."""
    page = min(max(request.page, FIRST_PAGE), PAGES_MAX)
    campaign_id = campaigns.chosen(tx, request.issuer_code)
    found, more = letter_record.find(tx, campaign_id, request.state, page=page)
    return LettersFound(letters=tuple(found), page=page, more=more)


def find_letter(tx: Session, request: LetterQuery) -> LetterView:
    """Return one letter. Raises `LetterUnknown`."""
    letter = letter_record.lock(tx, request.letter_id)
    if letter is None:
        raise LetterUnknown
    return letter
