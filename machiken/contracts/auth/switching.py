"""店舗の切り替え: somebody who belongs to several merchants goes to another one."""

from dataclasses import dataclass

from machiken.contracts.actor import Role
from machiken.contracts.auth.origin import NO_BROWSER, Origin
from machiken.ids import MerchantCode, MerchantId


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMerchantsQuery:
    """Ask to which merchants one belongs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMerchant:
    """A merchant to which somebody belongs, and as what."""

    merchant_id: MerchantId
    merchant_code: MerchantCode
    merchant_name: str
    role: Role
    is_this_one: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMerchants:
    """Where somebody may be, in the order of the codes."""

    lines: tuple[OwnMerchant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchMerchant:
    """Go on at another merchant of one's own; the session gets a new secret."""

    session_secret: str
    merchant_id: MerchantId
    origin: Origin = NO_BROWSER
