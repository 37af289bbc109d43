"""The doors about notices."""

from machiken.bus.doors import answers
from machiken.contracts import notify as verbs
from machiken.contracts.actor import Actor
from machiken.database import Transactions
from services.notify.usecases.publish_notice import publish_notice
from services.notify.usecases.show_notices import current_notices, show_notices
from services.notify.usecases.withdraw_notice import withdraw_notice


class NoticeDoors:
    """What the office tells shops on their own pages."""

    db: Transactions

    @answers(verbs.PUBLISH_NOTICE)
    def publish_notice(
        self, request: verbs.PublishNotice, actor: Actor
    ) -> verbs.NoticeView:
        """Publish a notice, or change one."""
        with self.db.begin() as tx:
            return publish_notice(tx, request, actor)

    @answers(verbs.WITHDRAW_NOTICE)
    def withdraw_notice(
        self, request: verbs.WithdrawNotice, actor: Actor
    ) -> verbs.NoticeView:
        """Take a notice off all pages."""
        with self.db.begin() as tx:
            return withdraw_notice(tx, request, actor)

    @answers(verbs.NOTICES)
    def notices(self, request: verbs.NoticesQuery, _actor: Actor) -> verbs.NoticesView:
        """Show all notices of a campaign."""
        with self.db.begin() as tx:
            return show_notices(tx, request)

    @answers(verbs.CURRENT_NOTICES)
    def current_notices(
        self, _request: verbs.CurrentNoticesQuery, actor: Actor
    ) -> verbs.CurrentNotices:
        """Show what a shop is to read now."""
        with self.db.begin() as tx:
            return current_notices(tx, actor)
