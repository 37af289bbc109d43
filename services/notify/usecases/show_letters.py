"""How the mail is doing."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.notify import LettersView
from services.notify.store import post_office


def show_letters(tx: Session) -> LettersView:
    """Return how many letters wait, left and gave up."""
    return post_office.view(tx, at=clock.now(tx))
