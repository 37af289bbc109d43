"""The verbs of the notify service."""

from typing import Final

from machiken.contracts import audit, verification
from machiken.contracts.actor import OFFICE, OPERATOR, SHOP, VISITOR, Role
from machiken.contracts.notify.access_letters import AccessLetter, AccessLetterQuery
from machiken.contracts.notify.inquiries import (
    AnswerInquiry,
    InquiriesFound,
    InquiriesQuery,
    InquiryQuery,
    InquirySent,
    InquiryView,
    SendInquiry,
)
from machiken.contracts.notify.letters import (
    FindLetters,
    LetterQuery,
    LettersFound,
    LettersQuery,
    LettersResent,
    LettersView,
    LetterView,
    ResendGivenUp,
    ResendLetter,
    SampleLetters,
    TakeReturned,
)
from machiken.contracts.notify.notices import (
    CurrentNotices,
    CurrentNoticesQuery,
    NoticesQuery,
    NoticesView,
    NoticeView,
    PublishNotice,
    WithdrawNotice,
)
from machiken.contracts.redemption import CampaignRules
from machiken.contracts.verbs import Verb, ping

SERVICE: Final = "notify"
CLERKS: Final = OPERATOR | {Role.OFFICE_CLERK, Role.OFFICE_ADMINISTRATOR}

PING = ping(SERVICE)
MOVE_CLOCK = verification.move_clock(SERVICE)
AUDIT = audit.audit(SERVICE)

LETTERS = Verb(
    service=SERVICE,
    name="letters",
    request=LettersQuery,
    answer=LettersView,
    roles=OPERATOR | OFFICE,
)
FIND_LETTERS = Verb(
    service=SERVICE,
    name="find_letters",
    request=FindLetters,
    answer=LettersFound,
    roles=OPERATOR | OFFICE,
)
LETTER = Verb(
    service=SERVICE,
    name="letter",
    request=LetterQuery,
    answer=LetterView,
    roles=OPERATOR | OFFICE,
)
# For rules that are not applied yet, too: who sets a campaign up reads them before.
PREVIEW_LETTERS = Verb(
    service=SERVICE,
    name="preview_letters",
    request=CampaignRules,
    answer=SampleLetters,
    roles=OPERATOR | OFFICE,
)
RESEND_LETTER = Verb(
    service=SERVICE,
    name="resend_letter",
    request=ResendLetter,
    answer=LetterView,
    roles=CLERKS,
)
TAKE_RETURNED = Verb(
    service=SERVICE,
    name="take_returned",
    request=TakeReturned,
    answer=LetterView,
    roles=CLERKS,
)
RESEND_GIVEN_UP = Verb(
    service=SERVICE,
    name="resend_given_up",
    request=ResendGivenUp,
    answer=LettersResent,
    roles=CLERKS,
)
ACCESS_LETTER = Verb(
    service=SERVICE,
    name="access_letter",
    request=AccessLetterQuery,
    answer=AccessLetter,
    roles=CLERKS,
)
PUBLISH_NOTICE = Verb(
    service=SERVICE,
    name="publish_notice",
    request=PublishNotice,
    answer=NoticeView,
    roles=CLERKS,
)
WITHDRAW_NOTICE = Verb(
    service=SERVICE,
    name="withdraw_notice",
    request=WithdrawNotice,
    answer=NoticeView,
    roles=CLERKS,
)
NOTICES = Verb(
    service=SERVICE,
    name="notices",
    request=NoticesQuery,
    answer=NoticesView,
    roles=OPERATOR | OFFICE,
)
CURRENT_NOTICES = Verb(
    service=SERVICE,
    name="current_notices",
    request=CurrentNoticesQuery,
    answer=CurrentNotices,
    roles=SHOP | {Role.COMPANY, Role.COMPANY_READER},
    takes_s_max=1.0,  # a till must not wait for what it can do without
)
# Before sign-in, too: somebody who can't come in must be able to ask.
SEND_INQUIRY = Verb(
    service=SERVICE,
    name="send_inquiry",
    request=SendInquiry,
    answer=InquirySent,
    roles=VISITOR | SHOP | {Role.COMPANY},
)
INQUIRIES = Verb(
    service=SERVICE,
    name="inquiries",
    request=InquiriesQuery,
    answer=InquiriesFound,
    roles=OPERATOR | OFFICE,
)
INQUIRY = Verb(
    service=SERVICE,
    name="inquiry",
    request=InquiryQuery,
    answer=InquiryView,
    roles=OPERATOR | OFFICE,
)
ANSWER_INQUIRY = Verb(
    service=SERVICE,
    name="answer_inquiry",
    request=AnswerInquiry,
    answer=InquiryView,
    roles=CLERKS,
)
