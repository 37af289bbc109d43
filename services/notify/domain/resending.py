"""How a letter can be sent once more."""

from typing import Final

from machiken.contracts.notify import LetterState, Resending
from services.notify.domain.letters import URGENT, LetterKind

WITH_PASSWORD: Final = frozenset(
    {
        LetterKind.REGISTRATION,
        LetterKind.STAFF_INVITATION,
        LetterKind.OFFICE_INVITATION,
    }
)
"""These hand over an initial password, which is erased when they end."""


def resending(kind: LetterKind, state: LetterState) -> Resending:
    """Return how a letter of this kind can be sent once more, as it now stands."""
    if kind in URGENT:
        return Resending.NEVER
    if kind in WITH_PASSWORD and state is not LetterState.WAITING:
        return Resending.NEW_PASSWORD
    return Resending.AGAIN
