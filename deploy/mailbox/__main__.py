"""`python -m deploy.mailbox`: takes mails on SMTP_BIND, shows them on BIND.

For demonstrations and tests only: it refuses production, where mails must leave.
"""

import ipaddress
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from deploy.mailbox.behaviour import Conduct
from deploy.mailbox.mails import Mails
from deploy.mailbox.smtp import controller
from deploy.mailbox.web import application
from machiken.settings import Environment, read


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the mailbox is told."""

    machiken_env: Environment
    smtp_bind: str
    bind: str
    mailbox_file: str
    mailbox_in_container: bool = False  # only there may it listen on all addresses


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Keep quiet: the mails are what matters here."""


def main() -> None:
    """Run until told to stop."""
    settings = read(Settings)
    if settings.machiken_env is Environment.PRODUCTION:
        sys.exit("The mailbox delivers nothing and so refuses to run in production.")
    for address in (settings.smtp_bind, settings.bind):
        bound = ipaddress.ip_address(address.rpartition(":")[0])
        if not bound.is_loopback and not settings.mailbox_in_container:
            sys.exit(f"The mailbox shows passwords: {address} is not the loopback.")
    mails, conduct = Mails(Path(settings.mailbox_file)), Conduct()
    smtp = controller(mails, conduct, settings.smtp_bind)
    smtp.start()
    host, _, port = settings.bind.rpartition(":")
    app = application(mails, conduct, settings.smtp_bind)
    web = make_server(host, int(port), app, threaded=True, request_handler=_Quiet)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"Mails to {settings.smtp_bind}, shown on http://{settings.bind}", flush=True)
    try:
        web.serve_forever()
    finally:
        smtp.stop()


if __name__ == "__main__":
    main()
