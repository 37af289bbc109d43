"""A file of applications is looked at, and then taken: all of it or none."""

import hashlib
from uuid import UUID

from sqlalchemy.orm import Session

from machiken import clock
from machiken.contracts.actor import Actor
from machiken.contracts.auth import (
    FINDINGS_MAX,
    CheckIntake,
    Finding,
    IntakeHasFindings,
    IntakeUnknown,
    IntakeView,
    MerchantCampaignUnknown,
    MerchantState,
)
from services.auth.domain.audit import AuditEntry, Happening
from services.auth.domain.intake import Intake, compared
from services.auth.store import (
    applications,
    audit,
    campaigns,
    intakes,
    merchant_states,
)
from services.auth.store.intakes import KeptIntake

NAME_CHARS_MAX = 100


def check_intake(
    tx: Session, request: CheckIntake, actor: Actor, read: Intake
) -> IntakeView:
    """Keep the file and return what it holds, with all that is wrong with it.

    The same content again is the same file, also where it was taken before. Raises
    `MerchantCampaignUnknown`.
    """
    campaign_id = campaigns.lock(tx, request.issuer_code)
    if campaign_id is None:
        raise MerchantCampaignUnknown
    at = clock.now(tx)
    name = "".join(each for each in request.file_name if each.isprintable())
    digest = hashlib.sha256(request.content).digest()
    file = (name[:NAME_CHARS_MAX], digest, request.content)
    intake_id = intakes.keep(tx, campaign_id, file, read, at=at)
    entry = AuditEntry(
        happening=Happening.INTAKE_CHECKED,
        actor_role=actor.role,
        actor=actor.subject,
        detail=f"{request.issuer_code} {intake_id}",
    )
    audit.record(tx, entry, at=at)
    return show_intake(tx, intake_id, read)


def content_of(tx: Session, intake_id: UUID) -> bytes:
    """Return the file's content, empty where it was taken. Raises `IntakeUnknown`."""
    return _known(tx, intake_id).content or b""


def show_intake(tx: Session, intake_id: UUID, read: Intake) -> IntakeView:
    """Return how the file stands, as `read`. Raises `IntakeUnknown`."""
    kept = _known(tx, intake_id)
    found = [] if kept.applied_at else _findings(tx, kept, read)
    return _view(kept, found)


def apply_intake(
    tx: Session, intake_id: UUID, actor: Actor, read: Intake
) -> IntakeView:
    """Take all applications of the file, and return it; twice is once.

    Raises `IntakeUnknown`, or `IntakeHasFindings`: then nothing was taken.
    """
    kept = _known(tx, intake_id)
    campaigns.lock(tx, kept.issuer_code)  # what is known stays so from here
    kept = _known(tx, intake_id)
    if kept.applied_at is not None:
        return _view(kept, [])
    found = _findings(tx, kept, read)
    if found:
        raise IntakeHasFindings(count=str(len(found)))
    at = clock.now(tx)
    recruiting = campaigns.recruiting(tx, kept.campaign_id)
    ids = applications.record(
        tx, kept.campaign_id, read.applications, recruiting, at=at
    )
    change = merchant_states.by(actor, at=at, reason=kept.file_name)
    merchant_states.note(tx, ids, MerchantState.APPLIED, change)
    intakes.mark_applied(tx, intake_id, at=at)
    entry = AuditEntry(
        happening=Happening.INTAKE_APPLIED,
        actor_role=actor.role,
        actor=actor.subject,
        detail=f"{kept.issuer_code} {intake_id}: {len(ids)}",
    )
    audit.record(tx, entry, at=at)
    return _view(_known(tx, intake_id), [])


def _known(tx: Session, intake_id: UUID) -> KeptIntake:
    kept = intakes.find(tx, intake_id)
    if kept is None:
        raise IntakeUnknown
    return kept


def _findings(tx: Session, kept: KeptIntake, read: Intake) -> list[Finding]:
    known = applications.known(tx, kept.campaign_id)
    return compared(read, known, campaigns.recruiting(tx, kept.campaign_id))


def _view(kept: KeptIntake, found: list[Finding]) -> IntakeView:
    return IntakeView(
        intake_id=kept.intake_id,
        issuer_code=kept.issuer_code,
        file_name=kept.file_name,
        form=kept.form,
        rows=kept.rows,
        merchants=kept.merchants,
        people=kept.people,
        findings=tuple(found[:FINDINGS_MAX]),
        findings_in_all=len(found),
        applied_at=kept.applied_at,
    )
