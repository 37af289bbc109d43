"""What the office does to letters, notices and inquiries, as the audit names it."""

from enum import StrEnum


class NotifyAct(StrEnum):
    """One kind of what an audit row tells of."""

    LETTER_RESENT = "letter_resent"
    GIVEN_UP_RESENT = "given_up_resent"
    LETTER_RETURNED = "letter_returned"
    NOTICE_PUBLISHED = "notice_published"
    NOTICE_CHANGED = "notice_changed"
    NOTICE_WITHDRAWN = "notice_withdrawn"
    INQUIRY_ANSWERED = "inquiry_answered"
