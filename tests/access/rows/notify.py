"""Notify: letters belong to nobody whom one could be a stranger to.

What the office asks for here is of no campaign, so that it changes nothing.
"""

from datetime import timedelta
from uuid import uuid4

from machiken.contracts import notify as it
from machiken.contracts.notify import verbs
from machiken.contracts.verbs import Ping
from machiken.contracts.verification import MoveClock
from machiken.ids import InquiryId, IssuerCode, MerchantCode, NoticeId
from tests.access.row import Row, answers
from tests.access.scene import Scene
from tests.journeys import people

NOWHERE = IssuerCode("KNMNONE01")


def _notice(scene: Scene) -> it.PublishNotice:
    return it.PublishNotice(
        notice_id=NoticeId(uuid4()),
        issuer_code=NOWHERE,
        merchant_code=None,
        author=it.NoticeAuthor.CITY,
        text="余所からのお知らせ",
        first_on=scene.today,
        last_on=scene.today,
    )


def _inquiry(_scene: Scene) -> it.SendInquiry:
    return it.SendInquiry(
        inquiry_id=InquiryId(uuid4()),
        issuer_code=NOWHERE,
        sort="",
        kind="",
        text="",
        name="",
        email="",
        email_again="",
    )


def _answer(_scene: Scene) -> it.AnswerInquiry:
    return it.AnswerInquiry(
        issuer_code=NOWHERE, number=1, answer_id=uuid4(), text="余所からのお答え"
    )


_LETTERS = (
    Row(verb=verbs.LETTERS, ask=lambda _: it.LettersQuery(), said=answers),
    Row(
        verb=verbs.FIND_LETTERS,
        ask=lambda _: it.FindLetters(issuer_code=NOWHERE),
        said=it.NotifyCampaignUnknown,
    ),
    Row(
        verb=verbs.LETTER,
        ask=lambda _: it.LetterQuery(letter_id=uuid4()),
        said=it.LetterUnknown,
    ),
    Row(
        verb=verbs.PREVIEW_LETTERS,
        ask=lambda scene: people.this_year(scene.today),
        said=answers,
    ),
    Row(
        verb=verbs.RESEND_LETTER,
        ask=lambda _: it.ResendLetter(letter_id=uuid4()),
        said=it.LetterUnknown,
    ),
    Row(
        verb=verbs.TAKE_RETURNED,
        ask=lambda _: it.TakeReturned(content=b""),
        said=it.ReturnUnreadable,
    ),
    Row(
        verb=verbs.RESEND_GIVEN_UP,
        ask=lambda _: it.ResendGivenUp(issuer_code=NOWHERE),
        said=it.NotifyCampaignUnknown,
    ),
    Row(
        verb=verbs.ACCESS_LETTER,
        ask=lambda _: it.AccessLetterQuery(
            issuer_code=NOWHERE, merchant_code=MerchantCode("zzz")
        ),
        said=it.NotifyCampaignUnknown,
    ),
)
_NOTICES = (
    Row(verb=verbs.PUBLISH_NOTICE, ask=_notice, said=it.NotifyCampaignUnknown),
    Row(
        verb=verbs.WITHDRAW_NOTICE,
        ask=lambda _: it.WithdrawNotice(
            issuer_code=NOWHERE, notice_id=NoticeId(uuid4())
        ),
        said=it.NotifyCampaignUnknown,
    ),
    Row(
        verb=verbs.NOTICES,
        ask=lambda _: it.NoticesQuery(issuer_code=NOWHERE),
        said=it.NotifyCampaignUnknown,
    ),
    Row(
        verb=verbs.CURRENT_NOTICES,
        ask=lambda _: it.CurrentNoticesQuery(),
        said=lambda answer: answer.notices == (),
    ),
)
_INQUIRIES = (
    Row(verb=verbs.SEND_INQUIRY, ask=_inquiry, said=it.InquiryMalformed),
    Row(
        verb=verbs.INQUIRIES,
        ask=lambda _: it.InquiriesQuery(issuer_code=NOWHERE),
        said=it.NotifyCampaignUnknown,
    ),
    Row(
        verb=verbs.INQUIRY,
        ask=lambda _: it.InquiryQuery(issuer_code=NOWHERE, number=1),
        said=it.NotifyCampaignUnknown,
    ),
    Row(verb=verbs.ANSWER_INQUIRY, ask=_answer, said=it.NotifyCampaignUnknown),
)
ROWS = (
    Row(verb=verbs.PING, ask=lambda _: Ping(), said=answers),
    Row(
        verb=verbs.MOVE_CLOCK,
        ask=lambda _: MoveClock(shift=timedelta()),
        said=answers,
    ),
    *_LETTERS,
    *_NOTICES,
    *_INQUIRIES,
)
