"""New mail addresses that the office proposed, and what became of them."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, func, insert, literal, or_, select, update
from sqlalchemy.orm import Session

from machiken.contracts.auth import Site
from machiken.ids import MailProposalId, MerchantId, StaffId
from services.auth.domain.account import OFFICE_NAME
from services.auth.domain.mail_proposal import Decision, Proposal, Proposed
from services.auth.store.tables import COMPANY, MAIL_PROPOSAL, MERCHANT, STAFF

LINES_MAX: Final = 500
_IS_OPEN: Final = (
    MAIL_PROPOSAL.c.approved.is_(None),
    MAIL_PROPOSAL.c.voided_at.is_(None),
)


def record(tx: Session, proposed: Proposed) -> None:
    """Write down what is proposed; an earlier one that expired is out of its way."""
    _void(tx, MAIL_PROPOSAL.c.staff_id == proposed.staff_id, at=proposed.proposed_at)
    tx.execute(insert(MAIL_PROPOSAL).values(**asdict(proposed)))


def decide(tx: Session, proposal_id: MailProposalId, decision: Decision) -> None:
    """Write down the decision, and whose it is."""
    tx.execute(
        update(MAIL_PROPOSAL)
        .where(MAIL_PROPOSAL.c.proposal_id == proposal_id)
        .values(**asdict(decision))
    )


def void(tx: Session, staff_id: StaffId, *, at: datetime) -> None:
    """Void what waits about somebody, and what he proposed himself.

    He is disabled or his address moved: neither may be trusted as it stands.
    """
    about = MAIL_PROPOSAL.c.staff_id == staff_id
    _void(tx, or_(about, MAIL_PROPOSAL.c.proposed_by == str(staff_id)), at=at)


def find(tx: Session, proposal_id: MailProposalId) -> Proposal | None:
    """Return the proposal of this id, or None."""
    found = _proposals().where(MAIL_PROPOSAL.c.proposal_id == proposal_id)
    row = tx.execute(found).one_or_none()
    return None if row is None else _proposal(row)


def waiting(tx: Session, staff_id: StaffId, *, at: datetime) -> Proposal | None:
    """Return the proposal about somebody that waits for its decision, or None."""
    found = _proposals().where(
        MAIL_PROPOSAL.c.staff_id == staff_id,
        *_IS_OPEN,
        MAIL_PROPOSAL.c.expires_at > at,
    )
    row = tx.execute(found).one_or_none()
    return None if row is None else _proposal(row)


def since(tx: Session, at: datetime, *, with_office: bool) -> list[Proposal]:
    """Return what was proposed after `at`, newest first; the office's own if asked."""
    found = _proposals().where(MAIL_PROPOSAL.c.proposed_at > at)
    if not with_office:
        found = found.where(MAIL_PROPOSAL.c.site != Site.OFFICE.value)
    newest = found.order_by(MAIL_PROPOSAL.c.proposed_at.desc()).limit(LINES_MAX)
    return [_proposal(row) for row in tx.execute(newest)]


def _void(tx: Session, which: Any, *, at: datetime) -> None:
    tx.execute(update(MAIL_PROPOSAL).where(which, *_IS_OPEN).values(voided_at=at))


def _proposals() -> Select[Any]:
    place = func.coalesce(MERCHANT.c.name, COMPANY.c.name, literal(OFFICE_NAME))
    return (
        select(
            MAIL_PROPOSAL,
            STAFF.c.login_id,
            STAFF.c.name.label("staff_name"),
            place.label("place_name"),
        )
        .join(STAFF, STAFF.c.staff_id == MAIL_PROPOSAL.c.staff_id)
        .outerjoin(COMPANY, COMPANY.c.company_id == STAFF.c.company_id)
        .outerjoin(MERCHANT, MERCHANT.c.merchant_id == MAIL_PROPOSAL.c.merchant_id)
    )


def _proposal(row: Row[Any]) -> Proposal:
    return Proposal(
        proposed=_proposed(row),
        decision=None if row.approved is None else _decision(row),
        voided_at=row.voided_at,
        login_id=row.login_id,
        staff_name=row.staff_name,
        place_name=row.place_name,
    )


def _proposed(row: Row[Any]) -> Proposed:
    return Proposed(
        proposal_id=MailProposalId(row.proposal_id),
        staff_id=StaffId(row.staff_id),
        site=Site(row.site),
        merchant_id=None if row.merchant_id is None else MerchantId(row.merchant_id),
        email_before=row.email_before,
        email=row.email,
        reason=row.reason,
        proposed_by=row.proposed_by,
        proposer=row.proposer,
        proposed_at=row.proposed_at,
        expires_at=row.expires_at,
    )


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        approved=row.approved,
        decided_by=row.decided_by,
        decider=row.decider,
        decided_at=row.decided_at,
    )
