"""The notify service's doors; the work is in `usecases`."""

from sqlalchemy.orm import Session

from machiken import audit, clock
from machiken.bus.doors import Configured, Database, Heard, answers, hears, injected
from machiken.contracts import notify as verbs
from machiken.contracts.actor import Actor
from machiken.contracts.audit import Acts, ActsQuery
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
from machiken.contracts.redemption import (
    CampaignApplied,
    PaymentRefunded,
    RedemptionCompleted,
)
from machiken.contracts.settlement import PayAccountTouched, StatementReady
from machiken.contracts.verbs import Ping, Pong
from machiken.contracts.verification import ClockMovedBy, MoveClock
from machiken.database import Transactions
from machiken.rehearsal import move_clock, rehearses
from services.notify.domain.completions import (
    of_pay_account,
    of_redemption,
    of_refund,
    of_statement,
)
from services.notify.doors.inquiries import InquiryDoors
from services.notify.doors.letters import LetterDoors
from services.notify.doors.notices import NoticeDoors
from services.notify.settings import Settings
from services.notify.store.tables import AUDIT, INBOX
from services.notify.usecases.invite import invite
from services.notify.usecases.keep_campaign import keep_campaign
from services.notify.usecases.keep_merchant import keep_merchant
from services.notify.usecases.keep_representative import keep_representative
from services.notify.usecases.move_contact import move_contact
from services.notify.usecases.show_letters import show_letters
from services.notify.usecases.tell_completion import tell_completion
from services.notify.usecases.write_account_news import write_account_news
from services.notify.usecases.write_mail_change_code import write_mail_change_code
from services.notify.usecases.write_one_time_password import write_one_time_password
from services.notify.usecases.write_reset_code import write_reset_code


class NotifyService(InquiryDoors, LetterDoors, NoticeDoors):
    """Who is told what; the worker delivers."""

    name = verbs.SERVICE
    db: Transactions = injected(Database())
    settings: Settings = injected(Configured(Settings))

    @answers(verbs.PING)
    def ping(self, _request: Ping, _actor: Actor) -> Pong:
        """Answer, and so does the database."""
        with self.db.begin() as tx:
            clock.now(tx)
        answering = rehearses(self.settings.machiken_env)
        return Pong(service=self.name, rehearses=answering)

    @answers(verbs.MOVE_CLOCK)
    def move_clock(self, request: MoveClock, _actor: Actor) -> ClockMovedBy:
        """Move this service's time, for a rehearsal."""
        with self.db.begin() as tx:
            return move_clock(tx, request, self.settings.machiken_env)

    @answers(verbs.AUDIT)
    def audit(self, request: ActsQuery, _actor: Actor) -> Acts:
        """Tell what the office did to letters, notices and inquiries."""
        with self.db.begin() as tx:
            return audit.recorded(tx, AUDIT, request)

    @answers(verbs.LETTERS)
    def letters(self, _request: verbs.LettersQuery, _actor: Actor) -> verbs.LettersView:
        """Tell how the mail is doing."""
        with self.db.begin() as tx:
            return show_letters(tx)

    @hears(CampaignApplied, inbox=INBOX)
    def on_campaign_applied(self, tx: Session, heard: Heard[CampaignApplied]) -> None:
        """Keep who writes the campaign's letters."""
        keep_campaign(tx, heard.event)

    @hears(MerchantRegistered, inbox=INBOX)
    def on_merchant_registered(
        self, tx: Session, heard: Heard[MerchantRegistered]
    ) -> None:
        """Keep the merchant's name and its representative."""
        keep_merchant(tx, heard.event, occurred_at=heard.occurred_at)

    @hears(StaffInvited, inbox=INBOX)
    def on_staff_invited(self, tx: Session, heard: Heard[StaffInvited]) -> None:
        """Write where and how to sign in."""
        invite(tx, heard.event, heard.event_id, occurred_at=heard.occurred_at)

    @hears(OneTimePasswordIssued, inbox=INBOX)
    def on_one_time_password_issued(
        self, tx: Session, heard: Heard[OneTimePasswordIssued]
    ) -> None:
        """Write the number that remains to be proven."""
        write_one_time_password(
            tx, heard.event, heard.event_id, occurred_at=heard.occurred_at
        )

    @hears(PasswordResetBegun, inbox=INBOX)
    def on_password_reset_begun(
        self, tx: Session, heard: Heard[PasswordResetBegun]
    ) -> None:
        """Write the code by which a new password may be chosen."""
        write_reset_code(tx, heard.event, heard.event_id, occurred_at=heard.occurred_at)

    @hears(AccountTouched, inbox=INBOX)
    def on_account_touched(self, tx: Session, heard: Heard[AccountTouched]) -> None:
        """Write to the account's owner what happened to it."""
        write_account_news(
            tx, heard.event, heard.event_id, occurred_at=heard.occurred_at
        )

    @hears(MailChangeAsked, inbox=INBOX)
    def on_mail_change_asked(self, tx: Session, heard: Heard[MailChangeAsked]) -> None:
        """Write the code that proves a new address."""
        write_mail_change_code(
            tx, heard.event, heard.event_id, occurred_at=heard.occurred_at
        )

    @hears(MailAddressChanged, inbox=INBOX)
    def on_mail_address_changed(
        self, tx: Session, heard: Heard[MailAddressChanged]
    ) -> None:
        """Keep the new address, and tell the old one."""
        move_contact(tx, heard.event, heard.event_id, occurred_at=heard.occurred_at)

    @hears(RepresentativeChanged, inbox=INBOX)
    def on_representative_changed(
        self, tx: Session, heard: Heard[RepresentativeChanged]
    ) -> None:
        """Keep who gets the merchant's mails from now on."""
        keep_representative(tx, heard.event, occurred_at=heard.occurred_at)

    @hears(RedemptionCompleted, inbox=INBOX)
    def on_redemption_completed(
        self, tx: Session, heard: Heard[RedemptionCompleted]
    ) -> None:
        """Write 決済完了 to who acted and to the representative."""
        tell_completion(tx, of_redemption(heard.event, heard.event_id))

    @hears(PaymentRefunded, inbox=INBOX)
    def on_payment_refunded(self, tx: Session, heard: Heard[PaymentRefunded]) -> None:
        """Write 返金完了 to who acted and to the representative."""
        tell_completion(tx, of_refund(heard.event, heard.event_id))

    @hears(StatementReady, inbox=INBOX)
    def on_statement_ready(self, tx: Session, heard: Heard[StatementReady]) -> None:
        """Write to the representative what will be paid, and by when."""
        tell_completion(tx, of_statement(heard.event, heard.event_id))

    @hears(PayAccountTouched, inbox=INBOX)
    def on_pay_account_touched(
        self, tx: Session, heard: Heard[PayAccountTouched]
    ) -> None:
        """Write to the representative, and to who asked, about the account."""
        tell_completion(tx, of_pay_account(heard.event, heard.event_id))
