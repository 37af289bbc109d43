"""Mails as they are read and kept: decoded once, the last 5,000, across restarts."""

import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

MAILS_MAX = 5_000
TOWN = ZoneInfo("Asia/Tokyo")
SCHEMA = """
create table if not exists mail (
    id integer primary key autoincrement,
    recipients text not null, -- lower case, each between spaces
    sent_to text not null,
    sent_from text not null,
    subject text not null,
    body text not null,
    kept_at text not null,
    raw blob not null
)
"""
COLUMNS = "id, sent_to, sent_from, subject, body, kept_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail, decoded."""

    id: int
    sent_to: str
    sent_from: str
    subject: str
    text: str
    kept_at: datetime

    @property
    def local_time(self) -> str:
        """The moment in the town's time, for the page."""
        return self.kept_at.astimezone(TOWN).strftime("%Y/%m/%d %H:%M:%S")

    def as_json(self) -> dict[str, Any]:
        """Return the mail as the API shows it."""
        return {
            "id": self.id,
            "to": self.sent_to,
            "from": self.sent_from,
            "subject": self.subject,
            "text": self.text,
            "date": self.kept_at.isoformat(),
        }


class Mails:
    """The kept mails, oldest first; safe to use from several threads."""

    def __init__(self, file: Path, *, most: int = MAILS_MAX) -> None:
        """Open the file, making it on first use."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self._most = most
        self._lock = threading.Lock()
        self._db = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute(SCHEMA)

    def keep(self, raw: bytes, *, sender: str, recipients: Sequence[str]) -> int:
        """Keep a mail as it came over SMTP and return its number."""
        parsed = message_from_bytes(raw, policy=policy.default)
        row = (
            "".join(f" {address.lower()} " for address in recipients),
            ", ".join(recipients),
            str(parsed["from"] or sender),
            str(parsed["subject"] or ""),
            _text(parsed),
            datetime.now(UTC).isoformat(),
            raw,
        )
        with self._lock:
            kept = self._db.execute(
                "insert into mail (recipients, sent_to, sent_from, subject, body,"
                " kept_at, raw) values (?, ?, ?, ?, ?, ?, ?)",
                row,
            ).lastrowid
            assert kept is not None, "an insert gives a number"
            self._db.execute("delete from mail where id <= ?", (kept - self._most,))
        return kept

    def listed(self, *, to: str = "", after: int = 0) -> list[Mail]:
        """Return the mails to an address, or all, numbered above `after`."""
        with self._lock:
            rows = self._db.execute(
                f"select {COLUMNS} from mail where id > ?"  # noqa: S608 - a constant
                " and (? = '' or instr(recipients, ' ' || ? || ' ')) order by id",
                (after, to.lower(), to.lower()),
            ).fetchall()
        return [_mail(row) for row in rows]

    def find(self, number: int) -> tuple[Mail, bytes] | None:
        """Return a mail and its source, or None where there is none."""
        with self._lock:
            row = self._db.execute(
                f"select {COLUMNS}, raw from mail where id = ?",  # noqa: S608 - a constant
                (number,),
            ).fetchone()
        return (_mail(row[:-1]), row[-1]) if row else None

    def clear(self) -> None:
        """Throw all mails away; numbers go on counting."""
        with self._lock:
            self._db.execute("delete from mail")


def _mail(row: Sequence[Any]) -> Mail:
    number, sent_to, sent_from, subject, text, kept_at = row
    return Mail(
        id=number,
        sent_to=sent_to,
        sent_from=sent_from,
        subject=subject,
        text=text,
        kept_at=datetime.fromisoformat(kept_at),
    )


def _text(parsed: EmailMessage) -> str:
    part = parsed.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        text = part.get_content()
    except LookupError:  # a character set that Python doesn't know
        payload = part.get_payload(decode=True)
        text = bytes(payload).decode(errors="replace")
    return str(text).replace("\r\n", "\n")
