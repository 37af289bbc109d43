"""A proposed mail address is decided by a second person: what follows of it."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import (
    MailChangeExpired,
    MailProposal,
    MailProposalState,
    MailProposalUnknown,
    ProposedByOneself,
    RecallSession,
    ResetExpired,
    SessionOpened,
    SessionUnknown,
    SignInExpired,
    Site,
    StaffIsOneself,
)
from machiken.contracts.bus import NotAllowed
from machiken.ids import MailProposalId
from services.auth.domain.mail_proposal import Decision
from services.auth.store import mail_proposals, officers
from services.auth.store.tables import DEVICE
from services.auth.usecases.outcome import told
from services.auth.usecases.recall_session import recall_session
from tests.auth.passwords import forget, prove
from tests.auth.people import Till, switched_on
from tests.auth.proposals import NEW, Desk, open_desk
from tests.auth.town import BAKERY, HOME, Town


@pytest.fixture
def desk(town: Town) -> Desk:
    """Return the office at work, where shops look after themselves, too."""
    town.apply(switched_on(representative_change=True, staff_management=True))
    return open_desk(town)


def test_once_approved_both_addresses_are_told_and_numbers_go_to_the_new(
    town: Town, password: str, desk: Desk
) -> None:
    decided = desk.decide(desk.propose())

    assert decided.proposal.state is MailProposalState.APPROVED
    assert decided.proposal.decided_by == "shonin"
    (moved,) = town.told("mail_address_changed")
    assert (moved["email"], moved["email_before"]) == (NEW, BAKERY.email)
    news = town.told("account_touched")[-1]
    assert (news["news"], news["email"]) == ("mail_moved_here", NEW)
    town.begin(password)
    assert town.told("one_time_password_issued")[-1]["email"] == NEW


def test_whatever_the_old_mailbox_could_lead_to_ends(
    town: Town, password: str, desk: Desk
) -> None:
    stays = town.finish(
        town.begin(password).sign_in_secret, town.mailed_number(), stays=True
    )
    hanako = Till(town, stays.session_secret)
    hanako.begin_mail_change("thief@elsewhere.example", password)
    waiting, number = town.begin(password).sign_in_secret, town.mailed_number()
    reset = forget(town)
    code = town.mailed_code()

    decided = desk.decide(desk.propose())

    assert len(decided.ended) == 1
    with pytest.raises(SessionUnknown):
        town.resume(stays.session_secret)
    with pytest.raises(SessionUnknown):
        _recall(town, stays.remember_token)
    with pytest.raises(SignInExpired):
        town.finish(waiting, number)
    with pytest.raises(ResetExpired):
        prove(town, reset.reset_secret, code)
    with pytest.raises(MailChangeExpired):
        hanako.finish_mail_change("AAAAA-AAAAA")
    assert town.rows(DEVICE) == []


def test_one_person_alone_does_it_neither_by_the_page_nor_in_the_database(
    desk: Desk,
) -> None:
    proposal = desk.propose(desk.chief)

    with pytest.raises(ProposedByOneself):
        desk.decide(proposal, desk.chief)
    with pytest.raises(ProposedByOneself):
        desk.decide(proposal, desk.chief, approved=False)
    with pytest.raises(IntegrityError, match="two_persons"):
        _write_decision(desk, proposal, desk.chief)
    assert desk.email() == BAKERY.email


def test_nobody_decides_about_himself_neither_here_nor_in_the_database(
    desk: Desk,
) -> None:
    proposal = desk.of_colleague(desk.boss, "shonin")

    with pytest.raises(StaffIsOneself):
        desk.decide(proposal, desk.chief)
    with pytest.raises(IntegrityError, match="about_another"):
        _write_decision(desk, proposal, desk.chief)


def test_turned_down_nothing_changes_and_who_was_told_hears_of_it(
    town: Town, password: str, desk: Desk
) -> None:
    till = town.sign_in(password)

    decided = desk.decide(desk.propose(), approved=False)

    assert (decided.ended, decided.proposal.state) == ((), "turned_down")
    assert town.resume(till).login_id == "hanako"
    assert town.told("mail_address_changed") == []
    news = town.told("account_touched")[-1]
    assert (news["news"], news["email"]) == ("mail_change_turned_down", BAKERY.email)
    assert desk.propose().state is MailProposalState.WAITING


def test_a_token_of_who_approves_no_more_decides_nothing(desk: Desk) -> None:
    proposal = desk.propose()
    assert desk.chief.staff_id
    with desk.town.db.begin() as tx:
        officers.set_role(tx, desk.chief.staff_id, Role.OFFICE_CLERK)

    with pytest.raises(NotAllowed):
        desk.decide(proposal)


def test_what_was_never_proposed_is_not_decided(desk: Desk) -> None:
    nothing = replace(desk.propose(), proposal_id=MailProposalId(uuid4()))

    with pytest.raises(MailProposalUnknown):
        desk.decide(nothing)


def _write_decision(desk: Desk, proposal: MailProposal, actor: Actor) -> None:
    """Write a decision past the use case."""
    decision = Decision(
        approved=True,
        decided_by=actor.subject,
        decider=actor.login_id,
        decided_at=proposal.proposed_at,
    )
    with desk.town.db.begin() as tx:
        mail_proposals.decide(tx, proposal.proposal_id, decision)


def _recall(town: Town, token: str) -> SessionOpened:
    request = RecallSession(site=Site.SHOP, remember_token=token, address=HOME)
    with town.db.begin() as tx:
        outcome = recall_session(tx, request)
    return told(outcome)
