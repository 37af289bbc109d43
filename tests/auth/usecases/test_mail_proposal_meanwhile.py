"""What happens between a proposed mail address and its decision; two at once."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from machiken.contracts.auth import (
    DisableOfficer,
    MailProposalExpired,
    MailProposalSettled,
    MailProposalState,
    MailProposalVoided,
)
from services.auth.store.tables import STAFF
from services.auth.usecases.disable_officer import disable_officer
from tests.auth.people import TARO, Till, mailed_proof, switched_on
from tests.auth.proposals import Desk, open_desk, said
from tests.auth.town import BAKERY, OPERATOR, Town, at_once


@pytest.fixture
def desk(town: Town) -> Desk:
    """Return the office at work, where shops look after themselves, too."""
    town.apply(switched_on(representative_change=True, staff_management=True))
    return open_desk(town)


@pytest.mark.parametrize("answers", [(True, True), (True, False)])
def test_of_two_who_decide_at_once_exactly_one_is_heard(
    desk: Desk, answers: tuple[bool, bool]
) -> None:
    proposal = desk.propose()
    deciders = (desk.chief, desk.boss)

    outcomes = at_once(
        2,
        lambda number: said(
            lambda: desk.decide(proposal, deciders[number], approved=answers[number])
        ),
    )

    assert sorted(outcomes) == [MailProposalSettled.code, "done"]
    approved = desk.shown().proposals[0].state is MailProposalState.APPROVED
    assert len(desk.town.told("mail_address_changed")) == approved
    assert approved == answers[outcomes.index("done")]


def test_the_same_decision_sent_again_is_one(desk: Desk) -> None:
    proposal = desk.propose()

    at_once(4, lambda _: desk.decide(proposal))

    assert len(desk.town.told("mail_address_changed")) == 1
    assert desk.town.happenings().count("mail_changed") == 1
    with pytest.raises(MailProposalSettled):
        desk.decide(proposal, approved=False)


def test_after_a_week_nobody_decides(desk: Desk) -> None:
    proposal = desk.propose()
    desk.town.move_clock(timedelta(days=7, seconds=1))

    with pytest.raises(MailProposalExpired):
        desk.decide(proposal)
    assert desk.email() == BAKERY.email


def test_what_its_owner_changed_meanwhile_stays(
    town: Town, password: str, desk: Desk
) -> None:
    hanako = Till(town, town.sign_in(password))
    proposal = desk.propose()
    hanako.begin_mail_change("her-own@kinomachi.example", password)
    hanako.finish_mail_change(mailed_proof(town))

    with pytest.raises(MailProposalVoided):
        desk.decide(proposal)
    assert desk.email() == "her-own@kinomachi.example"
    assert desk.shown().proposals[0].state is MailProposalState.VOIDED


def test_an_address_that_changed_unseen_is_not_overwritten(desk: Desk) -> None:
    proposal = desk.propose()
    with desk.town.db.begin() as tx:
        tx.execute(update(STAFF).values(email="by-hand@kinomachi.example"))

    with pytest.raises(MailProposalVoided):
        desk.decide(proposal)


def test_who_was_disabled_meanwhile_is_not_moved_even_if_enabled_again(
    town: Town, password: str, desk: Desk
) -> None:
    hanako = Till(town, town.sign_in(password))
    taro = hanako.invite().staff_id
    proposal = desk.propose(login_id=TARO.login_id)
    hanako.disable(taro)
    hanako.enable(taro)

    with pytest.raises(MailProposalVoided):
        desk.decide(proposal)


def test_what_a_disabled_officer_proposed_is_void(desk: Desk) -> None:
    proposal = desk.propose()
    assert desk.clerk.staff_id
    with desk.town.db.begin() as tx:
        disable_officer(tx, DisableOfficer(staff_id=desk.clerk.staff_id), OPERATOR)

    with pytest.raises(MailProposalVoided):
        desk.decide(proposal)


def test_disabling_beside_approving_leaves_one_of_both(
    town: Town, password: str, desk: Desk
) -> None:
    hanako = Till(town, town.sign_in(password))
    taro = hanako.invite().staff_id
    proposal = desk.propose(login_id=TARO.login_id)

    def act(number: int) -> str:
        if number:
            return said(lambda: hanako.disable(taro))
        return said(lambda: desk.decide(proposal))

    decided, disabled = at_once(2, act)

    assert disabled == "done"
    assert decided in {"done", MailProposalVoided.code}
    assert len(town.told("mail_address_changed")) == (decided == "done")
