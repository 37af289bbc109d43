"""Another mail address is proposed: by whom, for whom, and who is told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pytest

from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    AccountUnknown,
    MailProposalOpen,
    MailProposalState,
    MailUnchanged,
    RegistrationMalformed,
)
from machiken.contracts.auth.mail_proposal_verbs import (
    DECIDE_MAIL_PROPOSAL,
    PROPOSE_MAIL_CHANGE,
)
from machiken.contracts.bus import NotAllowed
from services.auth.store import officers
from services.auth.store.tables import MAIL_PROPOSAL
from tests.auth.proposals import NEW, Desk, open_desk
from tests.auth.town import BAKERY, OPERATOR, Town, at_once


@pytest.fixture
def desk(town: Town) -> Desk:
    """Return the office's people at work."""
    return open_desk(town)


ACTS: Final[dict[str, tuple[str, Callable[[Desk], Any]]]] = {
    "propose_mail_change": ("mail_change_proposed", lambda desk: desk.propose()),
    "decide_mail_proposal": (
        "mail_changed",
        lambda desk: desk.decide(desk.propose(desk.boss), desk.chief),
    ),
}
"""Each verb by which the office moves somebody's mail, and its row in the audit."""


@pytest.mark.parametrize("verb", ACTS)
def test_each_of_the_two_leaves_a_row_with_his_name(desk: Desk, verb: str) -> None:
    happening, act = ACTS[verb]

    act(desk)

    (row,) = [row for row in desk.town.audit() if row["happening"] == happening]
    who = {"mail_change_proposed": desk.clerk, "mail_changed": desk.chief}[happening]
    assert (row["actor"], row["actor_role"]) == (who.subject, who.role)
    assert row["staff_id"]
    assert row["merchant_id"]
    assert row["device"]
    assert "m•••@bakery" in row["detail"]
    assert NEW not in row["detail"]


def test_nothing_moves_yet_and_the_present_address_is_told(desk: Desk) -> None:
    proposal = desk.propose()

    assert proposal.state is MailProposalState.WAITING
    assert (proposal.email_before, proposal.email) == (BAKERY.email, NEW)
    assert proposal.expires_at - proposal.proposed_at == timedelta(days=7)
    (told,) = desk.town.told("account_touched")
    assert (told["news"], told["email"]) == ("mail_change_proposed", BAKERY.email)
    assert told["new_email"] == "m•••@bakery.kinomachi.example"
    assert NEW not in str(told)
    assert desk.email() == BAKERY.email


def test_one_at_a_time_and_the_same_again_is_no_second(desk: Desk) -> None:
    first = desk.propose()

    again = at_once(4, lambda _: desk.propose())

    assert {each.proposal_id for each in again} == {first.proposal_id}
    with pytest.raises(MailProposalOpen):
        desk.propose(email="other@kinomachi.example")
    with pytest.raises(MailProposalOpen):
        desk.propose(desk.boss)
    assert desk.shown().waiting == 1
    assert len(desk.town.told("account_touched")) == 1


def test_many_who_propose_at_once_leave_one(desk: Desk) -> None:
    def propose(number: int) -> bool:
        try:
            desk.propose(email=f"new{number}@kinomachi.example")
        except MailProposalOpen:
            return False
        return True

    assert at_once(6, propose).count(True) == 1
    assert len(desk.town.rows(MAIL_PROPOSAL)) == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"email": "nobody"}, RegistrationMalformed),
        ({"email": "a@b.example\nBcc: c@d.example"}, RegistrationMalformed),
        ({"reason": ""}, RegistrationMalformed),
        ({"reason": "あ" * 61}, RegistrationMalformed),
        ({"email": BAKERY.email}, MailUnchanged),
        ({"login_id": "nobody"}, AccountUnknown),
        ({"code": "zzz"}, AccountUnknown),
    ],
)
def test_what_can_not_be_meant_is_refused_and_tells_nobody(
    desk: Desk, changes: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        desk.propose(**changes)

    assert desk.town.rows(MAIL_PROPOSAL) == []
    assert desk.town.told("account_touched") == []


def test_after_a_week_it_is_over_and_another_may_be_proposed(desk: Desk) -> None:
    first = desk.propose()
    desk.town.move_clock(timedelta(days=7, seconds=1))
    assert desk.shown().proposals[0].state is MailProposalState.EXPIRED

    second = desk.propose(desk.boss, email="other@kinomachi.example")

    states = {each.proposal_id: each.state for each in desk.shown().proposals}
    assert states == {
        second.proposal_id: MailProposalState.WAITING,
        first.proposal_id: MailProposalState.EXPIRED,
    }
    assert desk.shown().waiting == 1


def test_the_operator_proposes_and_never_decides(desk: Desk) -> None:
    proposal = desk.propose(OPERATOR)

    assert proposal.proposed_by == "operator"
    assert Role.OPERATOR in PROPOSE_MAIL_CHANGE.roles
    assert Role.OPERATOR not in DECIDE_MAIL_PROPOSAL.roles
    assert DECIDE_MAIL_PROPOSAL.proven
    assert desk.decide(proposal).proposal.decided_by == "shonin"


def test_a_colleagues_address_is_proposed_by_an_administrator(desk: Desk) -> None:
    for actor in (desk.clerk, desk.chief):
        with pytest.raises(NotAllowed):
            desk.of_colleague(actor, "shonin")

    proposal = desk.of_colleague(desk.boss, "tanto")

    assert (proposal.place_name, proposal.merchant_id) == ("事務局", None)
    assert [each.login_id for each in desk.shown(desk.boss).proposals] == ["tanto"]
    assert desk.shown(desk.clerk).proposals == ()
    desk.decide(proposal, desk.chief)
    assert desk.email("tanto") == NEW


def test_a_token_of_who_is_what_it_says_no_more_proposes_nothing(desk: Desk) -> None:
    assert desk.clerk.staff_id
    with desk.town.db.begin() as tx:
        officers.set_role(tx, desk.clerk.staff_id, Role.OFFICE_VIEWER)

    with pytest.raises(NotAllowed):
        desk.propose()


def test_the_one_who_asks_sees_which_are_for_others_to_decide(desk: Desk) -> None:
    desk.propose(desk.chief)

    for actor, is_mine in ((desk.chief, True), (desk.boss, False)):
        (shown,) = desk.shown(actor).proposals
        assert shown.is_mine is is_mine
