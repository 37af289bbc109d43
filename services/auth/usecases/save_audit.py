"""Write down that somebody saves the audit as a file: who, how much, which part."""

import re
from typing import Final

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import AuditNoted, SaveAudit
from machiken.contracts.bus import RequestMalformed
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.store import audit

_CONDITION: Final = re.compile(r"[a-z_]{1,20}")
_CONDITIONS_MAX: Final = 12
_VALUE_MAX: Final = 100


def save_audit(tx: Session, request: SaveAudit, actor: Actor) -> AuditNoted:
    """Record who saves how many rows, and by which conditions they were chosen."""
    _refuse_unreadable(request)
    told = {"rows": str(request.rows), **request.conditions}
    entry = AuditEntry(
        happening=Happening.AUDIT_SAVED,
        actor_role=actor.role,
        actor=actor.subject,
        detail="; ".join(f"{name}={value}" for name, value in told.items()),
    ).came_from(request.origin)
    at = clock.now(tx)
    audit.record(tx, entry, at=at)
    return AuditNoted(at=at)


def _refuse_unreadable(request: SaveAudit) -> None:
    if len(request.conditions) > _CONDITIONS_MAX or request.rows < 0:
        raise RequestMalformed(where="$.conditions")
    for name, value in request.conditions.items():
        readable = value.isprintable() and len(value) <= _VALUE_MAX
        if not readable or not _CONDITION.fullmatch(name):
            raise RequestMalformed(where="$.conditions")
