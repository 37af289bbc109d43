"""メールアドレス変更: what was proposed; a second person approves or turns down."""

from typing import Final

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from machiken.contracts.actor import OFFICE
from machiken.contracts.auth import (
    DecideMailProposal,
    MailProposal,
    MailProposalExpired,
    MailProposals,
    MailProposalSettled,
    MailProposalsQuery,
    MailProposalState,
    MailProposalUnknown,
    MailProposalVoided,
    ProposedByOneself,
    StaffIsOneself,
    officer_verbs,
)
from machiken.contracts.auth.mail_proposal_verbs import (
    DECIDE_MAIL_PROPOSAL,
    MAIL_PROPOSALS,
)
from machiken.ids import MailProposalId
from machiken.refusals import Refusal
from services.gateway import devices, proofs, sessions
from services.gateway.backends import backends
from services.gateway.office import menu
from services.gateway.office.acting import calls, may
from services.gateway.office.blueprint import office
from services.gateway.office.corrections import said_yes
from services.gateway.pages import page
from services.gateway.sign_in_pages import UNFILLED

menu.add(
    menu.Section.MERCHANTS,
    "office.mail_proposals",
    "メールアドレス変更",
    roles=MAIL_PROPOSALS.roles & OFFICE,
    place=60,
)

SHOWN: Final = (
    *UNFILLED,
    MailProposalExpired,
    MailProposalSettled,
    MailProposalVoided,
    ProposedByOneself,
    StaffIsOneself,
)
SAID: Final = {
    True: "承認しました。前のアドレスと新しいアドレスの両方に、メールで知らせます。",
    False: "却下しました。メールアドレスは変わりません。",
}


@office.get("/mail-proposals")
@calls(MAIL_PROPOSALS)
def mail_proposals() -> ResponseReturnValue:
    """Show those that wait, and what became of the last month's."""
    return page(
        "office/mail_proposals.html",
        found=proposals(),
        decide=DECIDE_MAIL_PROPOSAL,
        officers=officer_verbs.OFFICERS,
    )


@office.get("/mail-proposals/<uuid:proposal_id>")
@calls(MAIL_PROPOSALS)
def mail_proposal(proposal_id: MailProposalId) -> ResponseReturnValue:
    """Show one; who may decide is asked for his password in time."""
    shown = _proposal(proposal_id)
    if _is_his_to_decide(shown):
        proofs.ask_if_stale()
    return _page(shown, None)


@office.post("/mail-proposals/<uuid:proposal_id>/decision")
@calls(DECIDE_MAIL_PROPOSAL)
def decide_mail_proposal(proposal_id: MailProposalId) -> ResponseReturnValue:
    """Approve it or turn it down; sessions that it ends are over at once."""
    try:
        approved = said_yes()
        wanted = DecideMailProposal(
            proposal_id=proposal_id, approved=approved, origin=devices.origin()
        )
        decided = backends().call(DECIDE_MAIL_PROPOSAL, wanted)
    except SHOWN as refusal:
        return _page(_proposal(proposal_id), refusal)
    sessions.cache().forget_ended(decided.ended)
    flash(SAID[approved])
    return redirect(url_for("office.mail_proposals"), code=303)


def proposals() -> MailProposals:
    """Return what was proposed."""
    return backends().call(MAIL_PROPOSALS, MailProposalsQuery())


def _proposal(proposal_id: MailProposalId) -> MailProposal:
    for each in proposals().proposals:
        if each.proposal_id == proposal_id:
            return each
    raise MailProposalUnknown


def _page(shown: MailProposal, refusal: Refusal | None) -> ResponseReturnValue:
    return page(
        "office/mail_proposal.html",
        refusal,
        proposal=shown,
        decides=_is_his_to_decide(shown),
    )


def _is_his_to_decide(shown: MailProposal) -> bool:
    waits = shown.state is MailProposalState.WAITING
    return waits and not shown.is_mine and may(DECIDE_MAIL_PROPOSAL)
