"""Which letter somebody gets who got an account."""

from machiken.contracts.actor import OFFICE, Role
from services.notify.domain.letters import LetterKind


class NobodyToInvite(Exception):  # noqa: N818 - says what was found
    """An account was announced for a role that signs in nowhere."""


def kind_of_invitation(role: Role) -> LetterKind:
    """Return the kind of letter. Raises `NobodyToInvite`."""
    if role is Role.REPRESENTATIVE:
        return LetterKind.REGISTRATION
    if role in {Role.STAFF, Role.MANAGER}:
        return LetterKind.STAFF_INVITATION
    if role in OFFICE:
        return LetterKind.OFFICE_INVITATION
    raise NobodyToInvite(role)
