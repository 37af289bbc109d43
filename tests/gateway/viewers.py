"""Somebody who is signed in, as far as the gateway knows."""

from datetime import UTC, datetime, timedelta

from machiken.contracts.actor import Role
from machiken.contracts.auth import SessionView
from machiken.ids import IssuerCode


def viewer(role: Role) -> SessionView:
    """Return a person of the office in this role."""
    soon = datetime.now(UTC) + timedelta(seconds=60)
    return SessionView(
        role=role,
        staff_name="役場太郎",
        login_id="clerk",
        issuer_code=IssuerCode(""),
        code="",
        place_name="事務局",
        tokens={},
        tokens_expire_at=soon,
        expires_at=soon,
        must_change_password=False,
    )
