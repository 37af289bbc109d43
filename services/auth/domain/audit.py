"""What is written down about who came in, who tried to, and who let whom."""

from dataclasses import dataclass, replace
from typing import Protocol

from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import Happening, Site
from machiken.ids import MerchantId, StaffId
from services.auth.domain.account import address_of
from services.auth.domain.device_name import device_name

__all__ = ["AuditEntry", "Caller", "Happening", "by_actor"]


class Caller(Protocol):
    """Whatever says from where it came; nothing of it is proven."""

    @property
    def address(self) -> str:
        """The network address; empty where no browser calls."""
        ...

    @property
    def user_agent(self) -> str:
        """How the browser names itself; empty likewise."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One row: what happened, by whom, to whom, at which merchant, from where."""

    happening: Happening
    actor_role: Role
    actor: str
    staff_id: StaffId | None = None
    """Whom it is about."""
    site: Site | None = None
    merchant_id: MerchantId | None = None
    account: bytes | None = None
    """The digest of what was typed, where it may have meant nobody."""
    address: str | None = None
    device: str | None = None
    detail: str = ""

    def came_from(self, caller: Caller) -> "AuditEntry":
        """Return the entry with the address and the device that it came from."""
        return replace(
            self,
            address=address_of(caller.address) if caller.address else None,
            device=device_name(caller.user_agent) or None,
        )


def by_actor(happening: Happening, actor: Actor, staff_id: StaffId) -> AuditEntry:
    """Return the entry of what a signed-in person did to somebody's account."""
    return AuditEntry(
        happening=happening,
        actor_role=actor.role,
        actor=actor.subject,
        staff_id=staff_id,
        merchant_id=actor.merchant_id,
    )
