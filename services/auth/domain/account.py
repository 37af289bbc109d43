"""Accounts: what somebody types to be known, and whom it turns out to mean."""

import hmac
import ipaddress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from machiken.contracts.auth import BeginSignIn
from machiken.ids import CampaignId
from services.auth.domain.password_hash import NOBODYS_HASH
from services.auth.domain.standing import Standing

OFFICE_NAME: Final = "事務局"
"""What stands where others see their merchant's or company's name."""


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

    @property
    def password_hash(self) -> str:
        """What a typed password is compared with, whether somebody is there or not."""
        return self.candidate.password.hash if self.candidate else NOBODYS_HASH


def account_digest(key: bytes, request: BeginSignIn) -> bytes:
    """Return by what tries at the same account are known to belong together.

    A keyed digest and not the text: people type passwords where the login id belongs.
    Accounts that don't exist have one too, and are locked like any other.
    """
    typed = (request.site, request.issuer_code, request.code, request.login_id)
    message = "\0".join(("account", *typed)).encode("utf-8", "surrogatepass")
    return hmac.digest(key, message, "sha256")


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
