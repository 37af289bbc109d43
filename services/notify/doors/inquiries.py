"""The doors about inquiries."""

from machiken.bus.doors import answers
from machiken.contracts import notify as verbs
from machiken.contracts.actor import Actor
from machiken.database import Transactions
from services.notify.usecases.answer_inquiry import answer_inquiry
from services.notify.usecases.send_inquiry import send_inquiry
from services.notify.usecases.show_inquiries import show_inquiries, show_inquiry


class InquiryDoors:
    """What people ask the office."""

    db: Transactions

    @answers(verbs.SEND_INQUIRY)
    def send_inquiry(
        self, request: verbs.SendInquiry, actor: Actor
    ) -> verbs.InquirySent:
        """Take an inquiry."""
        with self.db.begin() as tx:
            return send_inquiry(tx, request, actor)

    @answers(verbs.INQUIRIES)
    def inquiries(
        self, request: verbs.InquiriesQuery, _actor: Actor
    ) -> verbs.InquiriesFound:
        """Show the office's inbox."""
        with self.db.begin() as tx:
            return show_inquiries(tx, request)

    @answers(verbs.INQUIRY)
    def inquiry(self, request: verbs.InquiryQuery, _actor: Actor) -> verbs.InquiryView:
        """Show one inquiry."""
        with self.db.begin() as tx:
            return show_inquiry(tx, request)

    @answers(verbs.ANSWER_INQUIRY)
    def answer_inquiry(
        self, request: verbs.AnswerInquiry, actor: Actor
    ) -> verbs.InquiryView:
        """Answer an inquiry by mail."""
        with self.db.begin() as tx:
            return answer_inquiry(tx, request, actor)
