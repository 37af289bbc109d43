from uuid import UUID

import pytest

from machiken.contracts.actor import OFFICE, OPERATOR, Role
from machiken.contracts.auth import (
    RegistrationMalformed,
    RepresentativeNeeded,
    StaffAboveOneself,
    StaffFull,
    StaffIsOneself,
)
from machiken.ids import StaffId
from services.auth.domain.staff_rule import (
    STAFF_MAX,
    Acting,
    check_act,
    check_gift,
    check_removal,
    check_room,
    may_act_on,
    roles_to_give,
)

ONE, OTHER = StaffId(UUID(int=1)), StaffId(UUID(int=2))
STAFF, MANAGER, REPRESENTATIVE = Role.STAFF, Role.MANAGER, Role.REPRESENTATIVE


@pytest.mark.parametrize(
    ("acting", "on"),
    [
        (REPRESENTATIVE, {STAFF, MANAGER, REPRESENTATIVE}),
        (MANAGER, {STAFF, MANAGER}),
        (STAFF, {STAFF}),  # who never gets here: no verb names the role
    ],
)
def test_one_acts_on_those_as_high_or_lower(acting: Role, on: set[Role]) -> None:
    who = Acting(role=acting, staff_id=ONE)

    assert {each for each in _SHOP if may_act_on(who, OTHER, each)} == on


@pytest.mark.parametrize("role", sorted(OFFICE | OPERATOR))
def test_the_office_acts_on_everybody_and_gives_what_shops_give(role: Role) -> None:
    who = Acting(role=role, staff_id=None)

    assert all(may_act_on(who, OTHER, each) for each in _SHOP)
    assert roles_to_give(who) == [MANAGER, STAFF]


def test_nobody_acts_on_himself() -> None:
    with pytest.raises(StaffIsOneself):
        check_act(Acting(role=REPRESENTATIVE, staff_id=ONE), ONE, REPRESENTATIVE)


def test_a_manager_does_not_touch_the_representative() -> None:
    with pytest.raises(StaffAboveOneself):
        check_act(Acting(role=MANAGER, staff_id=ONE), OTHER, REPRESENTATIVE)


def test_nobody_gives_a_role_above_his_own() -> None:
    with pytest.raises(StaffAboveOneself):
        check_gift(Acting(role=STAFF, staff_id=ONE), MANAGER)


@pytest.mark.parametrize("role", set(Role) - {STAFF, MANAGER})
def test_no_other_role_is_given_here(role: Role) -> None:
    with pytest.raises(RegistrationMalformed):
        check_gift(Acting(role=Role.OPERATOR, staff_id=None), role)


def test_the_representative_is_not_removed() -> None:
    with pytest.raises(RepresentativeNeeded):
        check_removal(REPRESENTATIVE)
    for role in (STAFF, MANAGER):
        check_removal(role)


def test_a_merchant_has_a_hundred_people_at_most() -> None:
    check_room(STAFF_MAX - 1)
    with pytest.raises(StaffFull) as full:
        check_room(STAFF_MAX)
    assert full.value.facts == {"staff_max": "100"}


_SHOP = (STAFF, MANAGER, REPRESENTATIVE)
