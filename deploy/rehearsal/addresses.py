"""Where it is played."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where people's pages are, and the mailbox that gets all mails."""

    shop_url: str
    office_url: str
    mailbox_url: str
