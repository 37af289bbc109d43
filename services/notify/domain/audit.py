"""What the office did to letters, notices and inquiries."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Happening(StrEnum):
    """What somebody did."""

    LETTER_RESENT = "letter_resent"
    GIVEN_UP_RESENT = "given_up_resent"
    NOTICE_PUBLISHED = "notice_published"
    NOTICE_CHANGED = "notice_changed"
    NOTICE_WITHDRAWN = "notice_withdrawn"
    INQUIRY_ANSWERED = "inquiry_answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One line of the audit, but for who and when."""

    happening: Happening
    subject: UUID | None
    """The letter, notice, inquiry or campaign."""
    detail: str = ""
