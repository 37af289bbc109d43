"""`machiken staff|officer mail-propose`, `staff mail-proposals`: another mail address.

There is no command to decide: one key must not be two persons. Approvers use the
office's pages.
"""

import click

from machiken.contracts.auth import (
    MailProposal,
    MailProposalsQuery,
    ProposeMailChange,
    Site,
)
from machiken.contracts.auth import mail_proposal_verbs as verbs
from machiken.ids import IssuerCode
from services.gateway.cli.answering import as_json, issuer, show
from services.gateway.cli.officer import officer
from services.gateway.cli.operator import operator
from services.gateway.cli.staff import login_id, merchant, staff

email = click.option("--email", required=True, help="The new address.")
reason = click.option("--reason", required=True, help="Who rang, and how you know.")


@staff.command("mail-propose")
@issuer
@merchant
@login_id
@email
@reason
@as_json
def propose_for_staff(*, as_json: bool, **typed: str) -> None:
    """Propose another address for somebody of a merchant; an approver decides."""
    wanted = ProposeMailChange(
        site=Site.SHOP,
        issuer_code=IssuerCode(typed["issuer_code"]),
        code=typed["code"],
        login_id=typed["login_id"],
        email=typed["email"],
        reason=typed["reason"],
    )
    _propose(wanted, as_json=as_json)


@officer.command("mail-propose")
@login_id
@email
@reason
@as_json
def propose_for_officer(*, as_json: bool, **typed: str) -> None:
    """Propose another address for somebody of the office; an approver decides."""
    wanted = ProposeMailChange(
        site=Site.OFFICE,
        issuer_code=IssuerCode(""),
        code="",
        login_id=typed["login_id"],
        email=typed["email"],
        reason=typed["reason"],
    )
    _propose(wanted, as_json=as_json)


@staff.command("mail-proposals")
@as_json
def list_proposals(*, as_json: bool) -> None:
    """List the addresses that wait for a decision, and those of the last month."""
    found = operator().call(verbs.MAIL_PROPOSALS, MailProposalsQuery())
    show(found, map(_line, found.proposals), to_machine=as_json)


def _propose(wanted: ProposeMailChange, *, as_json: bool) -> None:
    proposal = operator().call(verbs.PROPOSE_MAIL_CHANGE, wanted)
    show(proposal, [_line(proposal)], to_machine=as_json)


def _line(each: MailProposal) -> str:
    decided = f"  by {each.decided_by}" if each.decided_by else ""
    return (
        f"{each.proposed_at:%Y-%m-%d}  {each.place_name}  {each.login_id}"
        f"  {each.email_before} -> {each.email}  {each.state.value}{decided}"
    )
