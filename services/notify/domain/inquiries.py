"""How an inquiry must be filled in, and how many are taken."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from machiken.contracts.notify import (
    INQUIRY_CHARS_MAX,
    InquiryKind,
    InquiryMalformed,
    InquirySort,
    SendInquiry,
)
from services.notify.domain.plain_text import is_plain, straightened

NAME_CHARS_MAX: Final = 60
EMAIL_CHARS_MAX: Final = 254
COUNTED_WITHIN: Final = timedelta(hours=1)
OF_ONE_ADDRESS_MAX: Final = 5
"""Each sends a receipt, and nobody proved that the address is his."""
OF_ALL_MAX: Final = 300
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
)


def checked(request: SendInquiry) -> SendInquiry:
    """Return the inquiry straightened. Raises `InquiryMalformed` with all findings."""
    wanted = replace(
        request,
        text=straightened(request.text),
        name=straightened(request.name),
        email=request.email.strip(),
        email_again=request.email_again.strip(),
    )
    findings = list(_findings(wanted))
    if findings:
        raise InquiryMalformed(findings=" ".join(findings))
    return wanted


def _findings(wanted: SendInquiry) -> Iterator[str]:
    if wanted.sort not in set(InquirySort):
        yield "sort:missing"
    if wanted.kind not in set(InquiryKind):
        yield "kind:missing"
    yield from _text("text", wanted.text, INQUIRY_CHARS_MAX)
    yield from _text("name", wanted.name.replace("\n", "\0"), NAME_CHARS_MAX)
    if not wanted.email:
        yield "email:missing"
    elif len(wanted.email) > EMAIL_CHARS_MAX or not _EMAIL.fullmatch(wanted.email):
        yield "email:malformed"
    if wanted.email_again != wanted.email:
        yield "email_again:differs"


def _text(field: str, text: str, chars_max: int) -> Iterator[str]:
    if not text:
        yield f"{field}:missing"
    elif len(text) > chars_max:
        yield f"{field}:too_long"
    elif not is_plain(text, chars_max):
        yield f"{field}:malformed"
