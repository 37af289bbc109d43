"""What the notify service refuses, and with which facts."""

from machiken.refusals import Refusal


class NotifyCampaignUnknown(Refusal):
    """Notify has not (yet) heard of a campaign of this issuer."""

    code = "notify.campaign_unknown"


class LetterUnknown(Refusal):
    """There is no such letter."""

    code = "notify.letter_unknown"


class LetterOver(Refusal):
    """What the letter carried has ended; it is not sent any more."""

    code = "notify.letter_over"


class LetterNeedsPassword(Refusal):
    """The letter's password is erased; a new one has to be issued."""

    code = "notify.letter_needs_password"


class ReturnUnreadable(Refusal):
    """The file is no report of a mail of ours that could not be delivered."""

    code = "notify.return_unreadable"


class NotifyMerchantUnknown(Refusal):
    """The campaign has no such merchant, or notify has not heard of it yet."""

    code = "notify.merchant_unknown"


class NoticeMalformed(Refusal):
    """The notice is empty, too long, or holds what is no text. Facts: `chars_max`."""

    code = "notify.notice_malformed"
    fact_names = frozenset({"chars_max"})


class NoticeDaysReversed(Refusal):
    """The notice would end before it begins."""

    code = "notify.notice_days_reversed"


class NoticeUnknown(Refusal):
    """The campaign has no such notice."""

    code = "notify.notice_unknown"


class InquiryMalformed(Refusal):
    """Fields of the form are to be mended. Facts: `findings`, as `email:differs`."""

    code = "notify.inquiry_malformed"
    fact_names = frozenset({"findings"})


class InquiriesTooMany(Refusal):
    """One address, or everybody together, asked too often. Facts: `until`."""

    code = "notify.inquiries_too_many"
    fact_names = frozenset({"until"})


class InquiryUnknown(Refusal):
    """The campaign has no such inquiry."""

    code = "notify.inquiry_unknown"


class AnswerMalformed(Refusal):
    """The answer is empty, too long, or holds what is no text. Facts: `chars_max`."""

    code = "notify.answer_malformed"
    fact_names = frozenset({"chars_max"})
