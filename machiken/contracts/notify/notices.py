"""Notices (お知らせ): what the office tells shops on their own pages (S-TOP-3)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from machiken.ids import IssuerCode, MerchantCode, NoticeId

NOTICE_CHARS_MAX: Final = 400


class NoticeAuthor(StrEnum):
    """Who speaks (S-OFF-6)."""

    CITY = "city"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishNotice:
    """Publish a notice, or change it; the same id and words again are nothing.

    To all merchants of the campaign, or to one.
    """

    notice_id: NoticeId
    issuer_code: IssuerCode
    merchant_code: MerchantCode | None
    author: NoticeAuthor
    text: str
    first_on: date
    last_on: date
    """Both days included, in town time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawNotice:
    """Take a notice off all pages; again is nothing."""

    issuer_code: IssuerCode
    notice_id: NoticeId


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesQuery:
    """Ask for all notices of a campaign, past and future ones too."""

    issuer_code: IssuerCode


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A notice as the office sees it."""

    notice_id: NoticeId
    merchant_code: MerchantCode | None
    author: NoticeAuthor
    text: str
    first_on: date
    last_on: date
    published_at: datetime
    changed_at: datetime
    changed_by: str
    withdrawn_at: datetime | None
    shown: bool
    """Whether it stands on the shops' pages now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesView:
    """The campaign's notices, the latest first; at most the last few hundred."""

    notices: tuple[NoticeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentNoticesQuery:
    """Ask for what stands on the caller's own pages now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentNotice:
    """A notice as a shop sees it: a date and a text (S-TOP-3)."""

    notice_id: NoticeId
    author: NoticeAuthor
    text: str
    shown_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentNotices:
    """What a shop is to read now, the latest first."""

    notices: tuple[CurrentNotice, ...]
