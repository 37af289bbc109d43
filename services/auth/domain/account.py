"""Accounts: what somebody types to be known, and whom it turns out to mean."""

import hmac
import ipaddress
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from machiken.contracts.auth import Site
from machiken.ids import CampaignId, IssuerCode, StaffId
from services.auth.domain.password_hash import NOBODYS_HASH
from services.auth.domain.standing import Standing

OFFICE_NAME: Final = "事務局"
"""What stands where others see their merchant's or company's name."""


class Claim(Protocol):
    """What somebody says who he is; nothing of it is proven."""

    @property
    def site(self) -> Site:
        """Where he wants to come in."""
        ...

    @property
    def issuer_code(self) -> IssuerCode:
        """Of which campaign; empty in the office."""
        ...

    @property
    def code(self) -> str:
        """The merchant code in the shop, the company code at the PC."""
        ...

    @property
    def login_id(self) -> str:
        """Who he is there."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountName:
    """What somebody would type at a site to be known."""

    site: Site
    issuer_code: IssuerCode
    code: str
    login_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Password:
    """A password as it is kept; an initial one has a last moment."""

    password_id: int
    hash: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who exists; whether it is he who types is still open."""

    standing: Standing
    email: str
    campaign_id: CampaignId | None
    place_name: str
    password: Password


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try at a password, counted before it is looked at."""

    attempt_id: int
    account: bytes
    candidate: Candidate | None
    device_id: UUID | None
    """Where the candidate has signed in before."""

    @property
    def password_hash(self) -> str:
        """What a typed password is compared with, whether somebody is there or not."""
        return self.candidate.password.hash if self.candidate else NOBODYS_HASH


def account_digest(key: bytes, claim: Claim) -> bytes:
    """Return by what tries at the same account are known to belong together.

    A keyed digest and not the text: people type passwords where the login id belongs.
    Accounts that don't exist have one too, and are locked like any other.
    """
    typed = (claim.site, claim.issuer_code, claim.code, claim.login_id)
    message = "\0".join(("account", *typed)).encode("utf-8", "surrogatepass")
    return hmac.digest(key, message, "sha256")


def device_digest(account: bytes, device_id: UUID | None) -> bytes:
    """Return by what tries on one known device belong together, apart from others'.

    So nobody who fails on purpose locks out the devices that are known.
    """
    if device_id is None:
        return account
    return hmac.digest(account, b"device\0" + device_id.bytes, "sha256")


def change_digest(key: bytes, staff_id: StaffId) -> bytes:
    """Return by what tries at a signed-in person's password belong together."""
    return hmac.digest(key, b"change\0" + staff_id.bytes, "sha256")


def searchable(text: str) -> str:
    """Return `text`, or nothing where no code and no login id could look like it.

    A database can't even be asked for some texts (a NUL, half a character).
    """
    return text if text.isprintable() else ""


def address_of(text: str) -> str:
    """Return the network address that `text` is, or that it is none."""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return "unknown"
