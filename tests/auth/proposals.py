"""The office's two persons: who proposes another mail address, and who decides."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import (
    DecideMailProposal,
    MailProposal,
    MailProposalDecided,
    MailProposals,
    ProposeMailChange,
    Site,
)
from machiken.ids import IssuerCode
from machiken.refusals import Refusal
from services.auth.store.tables import STAFF
from services.auth.usecases.decide_mail_proposal import decide_mail_proposal
from services.auth.usecases.propose_mail_change import propose_mail_change
from services.auth.usecases.show_mail_proposals import show_mail_proposals
from tests.auth.people import PHONE
from tests.auth.town import BAKERY, ISSUER, Town

NEW: Final = "mugino@bakery.kinomachi.example"
OF_HANAKO: Final = ProposeMailChange(
    site=Site.SHOP,
    issuer_code=ISSUER,
    code=BAKERY.merchant_code,
    login_id=BAKERY.login_id,
    email=NEW,
    reason="前のメールが使えないとの電話",
    origin=PHONE,
)
OF_COLLEAGUE: Final = replace(
    OF_HANAKO, site=Site.OFFICE, issuer_code=IssuerCode(""), code=""
)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A clerk and those who may decide, each by his token."""

    town: Town
    clerk: Actor
    chief: Actor
    boss: Actor

    def propose(self, actor: Actor | None = None, **changes: Any) -> MailProposal:
        """Propose another address for Hanako, or what the changes make of it."""
        wanted = replace(OF_HANAKO, **changes)
        with self.town.db.begin() as tx:
            return propose_mail_change(tx, wanted, actor or self.clerk)

    def of_colleague(self, actor: Actor, login_id: str) -> MailProposal:
        """Propose another address for somebody of the office."""
        wanted = replace(OF_COLLEAGUE, login_id=login_id)
        with self.town.db.begin() as tx:
            return propose_mail_change(tx, wanted, actor)

    def decide(
        self,
        proposal: MailProposal,
        actor: Actor | None = None,
        *,
        approved: bool = True,
    ) -> MailProposalDecided:
        """Approve it, or turn it down."""
        wanted = DecideMailProposal(
            proposal_id=proposal.proposal_id, approved=approved, origin=PHONE
        )
        with self.town.db.begin() as tx:
            return decide_mail_proposal(tx, wanted, actor or self.chief)

    def email(self, login_id: str = BAKERY.login_id) -> str:
        """Return where somebody's mail goes."""
        (one,) = [r for r in self.town.rows(STAFF) if r["login_id"] == login_id]
        return str(one["email"])

    def shown(self, actor: Actor | None = None) -> MailProposals:
        """List what was proposed."""
        with self.town.db.begin() as tx:
            return show_mail_proposals(tx, actor or self.chief)


def open_desk(town: Town) -> Desk:
    """Return the office of a town that has its clerk already."""

    def officer(login_id: str, role: Role) -> Actor:
        view = town.register_officer(
            login_id=login_id, email=f"{login_id}@office.kinomachi.example", role=role
        )
        return Actor(
            role=role,
            subject=str(view.staff_id),
            login_id=login_id,
            staff_id=view.staff_id,
        )

    return Desk(
        town=town,
        clerk=officer("tanto", Role.OFFICE_CLERK),
        chief=officer("shonin", Role.OFFICE_APPROVER),
        boss=officer("kanri", Role.OFFICE_ADMINISTRATOR),
    )


def said(act: Callable[[], object]) -> str:
    """Return what came of it: the refusal's code, or `done`."""
    try:
        act()
    except Refusal as refusal:
        return refusal.code
    return "done"
