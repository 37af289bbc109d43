"""Letters: the mails that the town sends, as the office and the operator see them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from machiken.contracts.auth.sign_in import Site
from machiken.ids import IssuerCode

LETTERS_A_PAGE: Final = 50
PAGES_MAX: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersQuery:
    """Ask how the mail is doing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersView:
    """How many letters wait, left and gave up; `oldest_waiting_s` tells of trouble."""

    waiting: int
    sent: int
    given_up: int
    oldest_waiting_s: int
    by_kind: dict[str, int]
    """Letters sent, by kind."""
    repeated: int
    """Letters that stand for the same event and reader twice; must be 0."""
    returned: int = 0
    """Letters that came back, and were not sent again."""


class LetterState(StrEnum):
    """How far a letter has come."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"
    RETURNED = "returned"
    """Our mail server took it; another one sent it back."""


class Resending(StrEnum):
    """How a letter can be sent once more."""

    AGAIN = "again"
    """The same words to the same reader."""
    NEW_PASSWORD = "new_password"  # noqa: S105 - a way, not a secret
    """Its password is erased: auth makes a new one, and so a new letter."""
    NEVER = "never"
    """What it carried is over, as a one-time password is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindLetters:
    """Ask for letters of a campaign, the latest first; None is the office's own."""

    issuer_code: IssuerCode | None
    state: LetterState | None = None
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAccount:
    """Whose account a letter handed over, as the sign-in names it."""

    site: Site
    code: str
    """Empty for the office, which has none."""
    login_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """One letter: to whom, how far it has come, and what is in its way."""

    letter_id: UUID
    kind: str
    email: str
    about: str
    """The merchant or company that it is about; may be empty."""
    state: LetterState
    written_at: datetime
    ended_at: datetime | None
    """When it was sent or given up, or came back."""
    next_try_at: datetime | None
    tries: int
    failure: str
    """The server's number, or what was found; empty where nothing is amiss."""
    resent: int
    resending: Resending
    account: LetterAccount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersFound:
    """A page of letters; `more` tells that there is another."""

    letters: tuple[LetterView, ...]
    page: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLetter:
    """A letter of a campaign with made-up names, in all its languages."""

    kind: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLetters:
    """Each kind of letter once, in the order in which merchants meet them."""

    letters: tuple[SampleLetter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterQuery:
    """Ask for one letter."""

    letter_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ResendLetter:
    """Send a letter once more, or one that waits at once."""

    letter_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeReturned:
    """Tell of a mail that came back: the report, as it arrived at `mail_from`."""

    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ResendGivenUp:
    """Send all letters of a campaign once more that were given up and may be."""

    issuer_code: IssuerCode | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersResent:
    """How many letters are on their way again."""

    count: int
