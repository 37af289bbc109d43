"""The office's own staff: who may change whom, and what is left of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import pytest

from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import (
    AdministratorNeeded,
    ChangeOfficerRole,
    DisableOfficer,
    EnableOfficer,
    Officer,
    OfficerUnknown,
    RegistrationMalformed,
    SessionUnknown,
    SignInExpired,
    SignInFailed,
    SignInLocked,
    Site,
    StaffChanged,
    StaffIsOneself,
    UnlockOfficer,
)
from machiken.contracts.bus import NotAllowed
from machiken.ids import StaffId
from machiken.refusals import Refusal
from services.auth.domain import initial_password
from services.auth.usecases.change_officer_role import change_officer_role
from services.auth.usecases.disable_officer import disable_officer, enable_officer
from services.auth.usecases.register_officer import register_officer
from services.auth.usecases.show_officers import show_officers
from services.auth.usecases.unlock_officer import unlock_officer
from tests.auth.apps import add_app, remove_app
from tests.auth.passwords import reissue
from tests.auth.people import PHONE, actor_of
from tests.auth.town import OFFICER, OPERATOR, Town, at_once

AT_OFFICE: Final[dict[str, Any]] = {"site": Site.OFFICE, "issuer_code": "", "code": ""}


@dataclass(frozen=True, kw_only=True)
class Office:
    """The office, and one of its administrators at work."""

    town: Town
    actor: Actor
    passwords: dict[str, str]

    def officer(self, login_id: str) -> Officer:
        """Return one of the office's people."""
        with self.town.db.begin() as tx:
            found = show_officers(tx, self.actor, self.town.keys).officers
        [one] = [each for each in found if each.login_id == login_id]
        return one

    def give(
        self, login_id: str, role: Role, actor: Actor | None = None
    ) -> StaffChanged:
        """Give somebody a role."""
        staff_id = self.officer(login_id).staff_id
        wanted = ChangeOfficerRole(staff_id=staff_id, role=role, origin=PHONE)
        with self.town.db.begin() as tx:
            return change_officer_role(tx, wanted, actor or self.actor)

    def disable(self, login_id: str, actor: Actor | None = None) -> StaffChanged:
        """Disable somebody."""
        wanted = DisableOfficer(staff_id=self.officer(login_id).staff_id, origin=PHONE)
        with self.town.db.begin() as tx:
            return disable_officer(tx, wanted, actor or self.actor)

    def enable(self, login_id: str) -> StaffChanged:
        """Enable somebody."""
        wanted = EnableOfficer(staff_id=self.officer(login_id).staff_id, origin=PHONE)
        with self.town.db.begin() as tx:
            return enable_officer(tx, wanted, self.actor)

    def unlock(self, login_id: str) -> StaffChanged:
        """Unlock somebody."""
        wanted = UnlockOfficer(staff_id=self.officer(login_id).staff_id, origin=PHONE)
        with self.town.db.begin() as tx:
            return unlock_officer(tx, wanted, self.actor, self.town.keys)

    def register(self) -> None:
        """Register one more."""
        wanted = replace(OFFICER, login_id="newcomer", email="neu@kinomachi.example")
        initial = initial_password.invent(self.town.keys.letters)
        with self.town.db.begin() as tx:
            register_officer(tx, wanted, self.actor, initial)

    def sign_in(self, login_id: str) -> str:
        """Come in as somebody."""
        password = self.passwords[login_id]
        return self.town.sign_in(password, **AT_OFFICE, login_id=login_id)


@pytest.fixture
def office(empty_town: Town) -> Office:
    """Return an office with two administrators and a clerk; the first is at work."""
    passwords = {}
    for login_id, role in (
        ("boss", Role.OFFICE_ADMINISTRATOR),
        ("vice", Role.OFFICE_ADMINISTRATOR),
        ("clerk", Role.OFFICE_CLERK),
    ):
        email = f"{login_id}@kinomachi.example"
        empty_town.register_officer(login_id=login_id, email=email, role=role)
        passwords[login_id] = empty_town.mailed_password()
    secret = empty_town.sign_in(passwords["boss"], **AT_OFFICE, login_id="boss")
    actor = actor_of(empty_town, secret, Site.OFFICE)
    return Office(town=empty_town, actor=actor, passwords=passwords)


def _back(office: Office) -> None:
    office.disable("clerk")
    office.enable("clerk")


def _locked(office: Office) -> None:
    for _ in range(5):
        with pytest.raises(SignInFailed):
            office.town.begin("Falsch-12345", **AT_OFFICE, login_id="clerk")
    office.unlock("clerk")


def _lost(office: Office) -> None:
    add_app(office.town, office.sign_in("clerk"), site=Site.OFFICE)
    remove_app(office.town, office.actor, **AT_OFFICE, login_id="clerk")


ACTS: Final[dict[str, tuple[str, Callable[[Office], object]]]] = {
    "register_officer": ("officer_registered", lambda office: office.register()),
    "change_officer_role": (
        "officer_role_changed",
        lambda office: office.give("clerk", Role.OFFICE_APPROVER),
    ),
    "disable_officer": ("officer_disabled", lambda office: office.disable("clerk")),
    "enable_officer": ("officer_enabled", _back),
    "unlock_officer": ("officer_unlocked", _locked),
    "reissue_password": (
        "password_reissued",
        lambda office: reissue(
            office.town, office.actor, **AT_OFFICE, login_id="clerk"
        ),
    ),
    "remove_authenticator": ("authenticator_removed", _lost),
}
"""Each verb by which an administrator looks after colleagues, and its audit row."""


@pytest.mark.parametrize("verb", ACTS)
def test_what_an_administrator_does_to_a_colleague_is_in_the_audit(
    office: Office, verb: str
) -> None:
    happening, act = ACTS[verb]

    act(office)

    row = [row for row in office.town.audit() if row["happening"] == happening][-1]
    assert row["actor"] == str(office.actor.staff_id)
    assert row["actor_role"] == "office_administrator"


def test_another_role_ends_sessions_and_is_mailed(office: Office) -> None:
    secret = office.sign_in("clerk")

    changed = office.give("clerk", Role.OFFICE_VIEWER)

    assert len(changed.ended) == 1
    with pytest.raises(SessionUnknown):
        office.town.resume(secret, Site.OFFICE)
    view = office.town.resume(office.sign_in("clerk"), Site.OFFICE)
    assert view.role is Role.OFFICE_VIEWER
    news = [
        (each["news"], each["role"]) for each in office.town.told("account_touched")
    ]
    assert ("officer_role_changed", "office_viewer") in news


def test_who_is_disabled_neither_stays_nor_comes_in_until_enabled(
    office: Office,
) -> None:
    town, password = office.town, office.passwords["clerk"]
    secret = office.sign_in("clerk")
    begun = town.begin(password, **AT_OFFICE, login_id="clerk")
    number = town.mailed_number()

    office.disable("clerk")

    with pytest.raises(SessionUnknown):
        town.resume(secret, Site.OFFICE)
    with pytest.raises(SignInExpired):
        town.finish(begun.sign_in_secret, number)
    with pytest.raises(SignInFailed):
        town.begin(password, **AT_OFFICE, login_id="clerk")
    office.enable("clerk")
    assert office.sign_in("clerk")
    told = [each["news"] for each in town.told("account_touched")]
    assert [each for each in told if each != "new_device"] == [
        "officer_disabled",
        "officer_enabled",
    ]


def test_nobody_changes_or_disables_himself(office: Office) -> None:
    with pytest.raises(StaffIsOneself):
        office.give("boss", Role.OFFICE_VIEWER)
    with pytest.raises(StaffIsOneself):
        office.disable("boss")


def test_the_last_administrator_stays_one_even_for_the_operator(
    office: Office,
) -> None:
    office.disable("vice")

    with pytest.raises(AdministratorNeeded):
        office.disable("boss", OPERATOR)
    with pytest.raises(AdministratorNeeded):
        office.give("boss", Role.OFFICE_CLERK, OPERATOR)
    assert office.officer("boss").role is Role.OFFICE_ADMINISTRATOR


def test_two_who_disable_each_other_at_once_leave_one(office: Office) -> None:
    vice = actor_of(office.town, office.sign_in("vice"), Site.OFFICE)
    acts = (("vice", office.actor), ("boss", vice))
    ids = {each: office.officer(each).staff_id for each in ("boss", "vice")}

    def act(number: int) -> str:
        login_id, actor = acts[number]
        wanted = DisableOfficer(staff_id=ids[login_id], origin=PHONE)
        try:
            with office.town.db.begin() as tx:
                disable_officer(tx, wanted, actor)
        except Refusal as refusal:
            return refusal.code
        return "done"

    assert sorted(at_once(2, act)) == [NotAllowed.code, "done"]


def test_a_token_of_who_is_no_administrator_any_more_does_nothing(
    office: Office,
) -> None:
    vice = actor_of(office.town, office.sign_in("vice"), Site.OFFICE)
    office.give("vice", Role.OFFICE_CLERK)

    with pytest.raises(NotAllowed):
        office.disable("clerk", vice)


def test_only_people_of_the_office_are_meant_and_only_its_roles_given(
    office: Office,
) -> None:
    office.town.apply()
    shop = office.town.register().representative_id
    wanted = DisableOfficer(staff_id=StaffId(shop), origin=PHONE)

    with office.town.db.begin() as tx, pytest.raises(OfficerUnknown):
        disable_officer(tx, wanted, office.actor)
    with pytest.raises(RegistrationMalformed):
        office.give("clerk", Role.REPRESENTATIVE)


def test_a_rest_is_seen_and_ended(office: Office) -> None:
    for _ in range(5):
        with pytest.raises(SignInFailed):
            office.town.begin("Falsch-12345", **AT_OFFICE, login_id="clerk")
    with pytest.raises(SignInLocked):
        office.sign_in("clerk")
    assert office.officer("clerk").locked_until is not None

    office.unlock("clerk")

    assert office.officer("clerk").locked_until is None
    assert office.sign_in("clerk")
