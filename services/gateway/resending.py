"""Sending a letter once more, whichever service has to: by the console or a page."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from machiken.contracts import auth, notify
from machiken.contracts.auth import EndedSession
from machiken.contracts.notify import LetterView, Resending
from machiken.ids import IssuerCode

Call = Callable[[Any, Any], Any]
"""Asks a verb as whoever is at work."""
Forget = Callable[[Sequence[EndedSession]], None]
"""Has the gateway remember sessions no longer."""


def resend(
    call: Call, forget: Forget, letter_id: UUID, issuer: IssuerCode | None
) -> LetterView:
    """Return the letter that is on its way again, or whose successor is.

    A letter that held an initial password can't be sent as it was: auth issues a new
    password, and the old one and all sessions of the account end. Raises what
    `notify.resend_letter` and `auth.reissue_password` refuse.
    """
    query = notify.LetterQuery(letter_id=letter_id)
    letter: LetterView = call(notify.verbs.LETTER, query)
    if letter.resending is not Resending.NEW_PASSWORD:
        wanted = notify.ResendLetter(letter_id=letter_id)
        again: LetterView = call(notify.verbs.RESEND_LETTER, wanted)
        return again
    assert letter.account is not None, "a letter with a password hands over an account"
    reissue = auth.ReissuePassword(
        site=letter.account.site,
        issuer_code=issuer or IssuerCode(""),
        code=letter.account.code,
        login_id=letter.account.login_id,
    )
    reissued = call(auth.verbs.REISSUE_PASSWORD, reissue)
    forget(reissued.ended)
    return letter
