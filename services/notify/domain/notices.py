"""How a notice must be written."""

from dataclasses import replace

from machiken.contracts.notify import (
    NOTICE_CHARS_MAX,
    NoticeDaysReversed,
    NoticeMalformed,
    PublishNotice,
)
from services.notify.domain.plain_text import is_plain, straightened


def checked(request: PublishNotice) -> PublishNotice:
    """Return the notice with its text straightened.

    Raises `NoticeMalformed`, `NoticeDaysReversed`.
    """
    text = straightened(request.text)
    if not is_plain(text, NOTICE_CHARS_MAX):
        raise NoticeMalformed(chars_max=str(NOTICE_CHARS_MAX))
    if request.last_on < request.first_on:
        raise NoticeDaysReversed
    return replace(request, text=text)
