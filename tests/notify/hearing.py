"""Tell notify an event, as its door does."""

from collections.abc import Callable
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from machiken.contracts.auth import (
    AccountTouched,
    MailAddressChanged,
    MailChangeAsked,
    MerchantRegistered,
    OneTimePasswordIssued,
    PasswordResetBegun,
    RepresentativeChanged,
    StaffInvited,
)
from machiken.contracts.events import Event
from machiken.contracts.redemption import (
    CampaignApplied,
    PaymentRefunded,
    RedemptionCompleted,
)
from machiken.contracts.settlement import ExportReady, PayAccountTouched, StatementReady
from machiken.database import Transactions
from machiken.ids import EventId
from services.notify.domain.completions import (
    of_pay_account,
    of_redemption,
    of_refund,
    of_statement,
)
from services.notify.usecases.invite import invite
from services.notify.usecases.keep_campaign import keep_campaign
from services.notify.usecases.keep_merchant import keep_merchant
from services.notify.usecases.keep_representative import keep_representative
from services.notify.usecases.move_contact import move_contact
from services.notify.usecases.tell_completion import tell_completion
from services.notify.usecases.write_account_news import write_account_news
from services.notify.usecases.write_export_ready import write_export_ready
from services.notify.usecases.write_mail_change_code import write_mail_change_code
from services.notify.usecases.write_one_time_password import write_one_time_password
from services.notify.usecases.write_reset_code import write_reset_code
from tests.notify.town import LATER, NOON, event_id

Effect: TypeAlias = Callable[[Session, Any, EventId], None]

EFFECTS: dict[type[Event], Effect] = {
    CampaignApplied: lambda tx, event, _: keep_campaign(tx, event),
    MerchantRegistered: lambda tx, event, _: keep_merchant(tx, event, occurred_at=NOON),
    StaffInvited: lambda tx, event, known_as: invite(
        tx, event, known_as, occurred_at=NOON
    ),
    OneTimePasswordIssued: lambda tx, event, known_as: write_one_time_password(
        tx, event, known_as, occurred_at=NOON
    ),
    PasswordResetBegun: lambda tx, event, known_as: write_reset_code(
        tx, event, known_as, occurred_at=NOON
    ),
    AccountTouched: lambda tx, event, known_as: write_account_news(
        tx, event, known_as, occurred_at=NOON
    ),
    MailChangeAsked: lambda tx, event, known_as: write_mail_change_code(
        tx, event, known_as, occurred_at=NOON
    ),
    MailAddressChanged: lambda tx, event, known_as: move_contact(
        tx, event, known_as, occurred_at=LATER
    ),
    RepresentativeChanged: lambda tx, event, _: keep_representative(
        tx, event, occurred_at=LATER
    ),
    RedemptionCompleted: lambda tx, event, known_as: tell_completion(
        tx, of_redemption(event, known_as)
    ),
    PaymentRefunded: lambda tx, event, known_as: tell_completion(
        tx, of_refund(event, known_as)
    ),
    StatementReady: lambda tx, event, known_as: tell_completion(
        tx, of_statement(event, known_as)
    ),
    ExportReady: write_export_ready,
    PayAccountTouched: lambda tx, event, known_as: tell_completion(
        tx, of_pay_account(event, known_as)
    ),
}


def tell(db: Transactions, *events: Event) -> None:
    """Let notify hear events, each in a transaction of its own."""
    for event in events:
        with db.begin() as tx:
            EFFECTS[type(event)](tx, event, event_id(repr(event)))
