"""The notify worker: hands letters to the mail server, the urgent ones by themselves.

Two tasks, two threads: thousands of completion mails, or one slow answer to any of
them, never delay a one-time password.
"""

from collections.abc import Sequence
from functools import partial

from machiken.confidential import Envelope
from machiken.database import Transactions
from machiken.worker import Task
from services.notify.settings import Settings
from services.notify.store.mail_server import MailServer
from services.notify.store.signature import signer
from services.notify.usecases.deliver import Desk, deliver
from services.notify.usecases.tell_completion import address_letters
from services.notify.usecases.tell_ending import tell_endings

SETTINGS = Settings


def tasks(settings: Settings, db: Transactions) -> Sequence[Task]:
    """Return what the worker does."""
    desk = Desk(
        db=db,
        server=MailServer(settings.smtp_url, trusted=settings.smtp_ca_file or None),
        envelope=Envelope(settings.letter_key),
        sites=settings.sites,
        office_mail_from=settings.office_mail_from,
        signer=signer(
            domain=settings.dkim_domain,
            selector=settings.dkim_selector,
            key_file=settings.dkim_key_file,
        ),
    )
    urgently = partial(deliver, desk, urgent=True)
    return [
        Task(name="deliver_urgent", run=urgently, idle_s=0.1),
        Task(name="deliver", run=partial(deliver, desk, urgent=False), idle_s=0.5),
        Task(name="tell_endings", run=partial(tell_endings, db), idle_s=60.0),
        Task(name="address", run=partial(address_letters, db), idle_s=2.0),
    ]
