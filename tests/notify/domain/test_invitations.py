import pytest

from machiken.contracts.actor import Role
from services.notify.domain.invitations import NobodyToInvite, kind_of_invitation
from services.notify.domain.letters import LetterKind


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.REPRESENTATIVE, LetterKind.REGISTRATION),
        (Role.MANAGER, LetterKind.STAFF_INVITATION),
        (Role.STAFF, LetterKind.STAFF_INVITATION),
        (Role.OFFICE_VIEWER, LetterKind.OFFICE_INVITATION),
        (Role.OFFICE_ADMINISTRATOR, LetterKind.OFFICE_INVITATION),
    ],
)
def test_each_role_gets_its_letter(role: Role, kind: LetterKind) -> None:
    assert kind_of_invitation(role) is kind


@pytest.mark.parametrize("role", [Role.VISITOR, Role.OPERATOR, Role.COMPANY])
def test_a_role_that_signs_in_nowhere_gets_none(role: Role) -> None:
    with pytest.raises(NobodyToInvite):
        kind_of_invitation(role)
