"""The letters in Japanese, as the merchants' manual has them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from services.notify.domain.letters import LetterKind
from services.notify.domain.material import Material
from services.notify.domain.prose import Prose
from services.notify.domain.texts.ja.account_news import account_news
from services.notify.domain.texts.ja.accounts import (
    office_invitation,
    registration,
    staff_invitation,
)
from services.notify.domain.texts.ja.ending import campaign_ending
from services.notify.domain.texts.ja.exports import export_ready
from services.notify.domain.texts.ja.inquiries import inquiry_answered, inquiry_received
from services.notify.domain.texts.ja.mail_change import mail_change_code
from services.notify.domain.texts.ja.one_time_password import one_time_password
from services.notify.domain.texts.ja.payments import payment_completed, refund_completed
from services.notify.domain.texts.ja.payouts import pay_account_news, statement_ready
from services.notify.domain.texts.ja.reset_code import reset_code

TEXTS: Final[Mapping[LetterKind, Callable[[Material[Any]], Prose]]] = {
    LetterKind.ONE_TIME_PASSWORD: one_time_password,
    LetterKind.REGISTRATION: registration,
    LetterKind.STAFF_INVITATION: staff_invitation,
    LetterKind.OFFICE_INVITATION: office_invitation,
    LetterKind.PAYMENT_COMPLETED: payment_completed,
    LetterKind.REFUND_COMPLETED: refund_completed,
    LetterKind.RESET_CODE: reset_code,
    LetterKind.ACCOUNT_NEWS: account_news,
    LetterKind.MAIL_CHANGE_CODE: mail_change_code,
    LetterKind.STATEMENT_READY: statement_ready,
    LetterKind.EXPORT_READY: export_ready,
    LetterKind.PAY_ACCOUNT_NEWS: pay_account_news,
    LetterKind.PAY_ACCOUNT_WARNING: pay_account_news,
    LetterKind.CAMPAIGN_ENDING: campaign_ending,
    LetterKind.INQUIRY_RECEIVED: inquiry_received,
    LetterKind.INQUIRY_ANSWERED: inquiry_answered,
}
