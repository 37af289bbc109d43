"""Letters: the mails that the town sends, as the operator may see them."""

from dataclasses import dataclass


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
