"""Proposed mail addresses: strangers name nobody, and there is none to decide on."""

from uuid import UUID

from machiken.contracts import auth as it
from machiken.contracts.auth import Site
from machiken.contracts.auth import mail_proposal_verbs as verbs
from machiken.ids import MailProposalId
from tests.access.row import Row
from tests.access.scene import Scene


def _nobodys(scene: Scene) -> it.ProposeMailChange:
    return it.ProposeMailChange(
        site=Site.SHOP,
        issuer_code=scene.issuer_code,
        code="zzz",
        login_id="nobody",
        email="thief@kinomachi.example",
        reason="電話",
    )


ROWS = (
    Row(verb=verbs.PROPOSE_MAIL_CHANGE, ask=_nobodys, said=it.AccountUnknown),
    Row(
        verb=verbs.DECIDE_MAIL_PROPOSAL,
        ask=lambda _: it.DecideMailProposal(
            proposal_id=MailProposalId(UUID(int=0)), approved=True
        ),
        said=it.MailProposalUnknown,
    ),
    Row(
        verb=verbs.MAIL_PROPOSALS,
        ask=lambda _: it.MailProposalsQuery(),
        said=lambda answer: answer.waiting == 0,
    ),
)
