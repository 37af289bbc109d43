"""A mail server that could not deliver our mail, and says so (RFC 3464)."""

from email.message import EmailMessage, Message
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP


def report(
    message_id: str,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    whole: bool = True,
) -> bytes:
    """Return its report, with our whole mail in it, or the heading only."""
    ours = EmailMessage()
    ours["Message-ID"] = message_id
    ours["Subject"] = "決済完了のお知らせ"
    ours.set_content("本文")
    told = MIMEMultipart("report", report_type="delivery-status")
    told["From"] = "MAILER-DAEMON@mx.elsewhere.example"
    told["Message-ID"] = "<20261123.1@mx.elsewhere.example>"
    told.attach(MIMEText("This is the mail system at host mx.elsewhere.example."))
    told.attach(_fate(action, status))
    told.attach(MIMEMessage(ours) if whole else _heading(ours))
    return told.as_bytes(policy=SMTP)


def _fate(action: str, status: str) -> MIMEBase:
    server, reader = Message(), Message()
    server["Reporting-MTA"] = "dns; mx.elsewhere.example"
    reader["Final-Recipient"] = "rfc822; hanako@bakery.example"
    reader["Action"] = action
    reader["Status"] = status
    reader["Diagnostic-Code"] = "smtp; 550 5.1.1 <hanako@bakery.example> unknown"
    part = MIMEBase("message", "delivery-status")
    part.set_payload([server, reader])
    return part


def _heading(ours: EmailMessage) -> MIMEText:
    heading = "".join(f"{name}: {value}\n" for name, value in ours.raw_items())
    return MIMEText(heading, "rfc822-headers", "utf-8")
