"""What several letters share: times, amounts, roles, sites, and how letters end."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from machiken.contracts.actor import Role
from machiken.contracts.auth import Site
from machiken.money import ZERO, Yen
from machiken.town_time import TOWN_TIME
from services.notify.domain.languages import Language
from services.notify.domain.material import Material
from services.notify.domain.prose import Block, Paragraph, Prose

ROLE_NAMES: Final = {
    Role.REPRESENTATIVE: "Representative",
    Role.MANAGER: "Manager",
    Role.STAFF: "Staff",
    Role.OFFICE_VIEWER: "Viewer",
    Role.OFFICE_CLERK: "Clerk",
    Role.OFFICE_APPROVER: "Approver",
    Role.OFFICE_ADMINISTRATOR: "Administrator",
}
SITE_NAMES: Final = {
    Site.SHOP: "Shop's site (for tills)",
    Site.PORTAL: "Site for companies (PC)",
    Site.OFFICE: "Office's site",
}
MUST_CHANGE: Final = Paragraph(
    "Please choose a password of your own right after you sign in for the first time."
)
SENT_BY_ITSELF: Final = Paragraph(
    "This mail was sent automatically. Replies are not read."
)


def english(heading: str, title: str, blocks: Sequence[Block]) -> Prose:
    """Return the letter; `heading` tells on whose behalf it comes."""
    return Prose(f"[{heading}] {title}", blocks, Language.ENGLISH, title)


def town_time(at: datetime) -> str:
    """Return a moment in the town's time, as the English pages write it."""
    local = at.astimezone(TOWN_TIME)
    return f"{day(local.date())} {local:%H:%M}"


def day(on: date) -> str:
    """Return a day with its year."""
    return f"{on.day} {on:%b} {on.year}"


def until(at: datetime, begun_at: datetime) -> str:
    """Return up to when something is good, and for how long that is."""
    minutes = round((at - begun_at).total_seconds() / 60)
    return f"{town_time(at)} (for {minutes} minutes)"


def yen(amount: Yen) -> str:
    """Return an amount as the English pages write it."""
    sign = "−" if amount < ZERO else ""
    return f"{sign}¥{abs(amount.amount):,}"


def vouchers(count: int) -> str:
    """Return how many vouchers."""
    return f"{count:,} voucher" if count == 1 else f"{count:,} vouchers"


def footer(
    letter: Material[Any], merchant_code: str | None, *, with_form: bool = False
) -> Paragraph:
    """Return how a letter to a merchant ends: send-only, and whom to ask (S-MAIL-5)."""
    sender = letter.known_sender
    address = letter.sites.inquiry_of(sender.issuer_code)
    form = f"Form for questions: {address}\n" if with_form else ""
    note = f"note “{merchant_code}”" if merchant_code else "note"
    return Paragraph(
        "This mail was sent automatically. Replies are not read.\n"
        f"{form}Questions: {sender.contact}\n"
        "When you ask, please say that you are a merchant, and give: "
        f"brand “{sender.campaign_name}”, {note}.\n"
        f"{sender.issuer_name} {sender.campaign_name}"
    )
