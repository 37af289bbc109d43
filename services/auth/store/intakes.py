"""Files of applications that were looked at, until they are taken or forgotten."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.ids import CampaignId, IssuerCode
from services.auth.domain.intake import Intake
from services.auth.store.tables import CAMPAIGN, INTAKE


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptIntake:
    """A file as it was kept; one that was taken has no content any more."""

    intake_id: UUID
    campaign_id: CampaignId
    issuer_code: IssuerCode
    file_name: str
    content: bytes | None
    applied_at: datetime | None
    form: str
    rows: int
    merchants: int
    people: int


def find(tx: Session, intake_id: UUID) -> KeptIntake | None:
    """Return the file, or None."""
    row = tx.execute(
        select(INTAKE, CAMPAIGN.c.issuer_code)
        .join(CAMPAIGN, CAMPAIGN.c.campaign_id == INTAKE.c.campaign_id)
        .where(INTAKE.c.intake_id == intake_id)
    ).one_or_none()
    return None if row is None else _kept(row)


def keep(
    tx: Session,
    campaign_id: CampaignId,
    file: tuple[str, bytes, bytes],
    read: Intake,
    *,
    at: datetime,
) -> UUID:
    """Keep the file (its name, digest and content); return its id.

    The same content again keeps its id, and has its day anew.
    """
    file_name, digest, content = file
    new = insert(INTAKE).values(
        intake_id=uuid4(),
        campaign_id=campaign_id,
        digest=digest,
        file_name=file_name,
        content=content,
        checked_at=at,
        form=read.form,
        rows=read.rows,
        merchants=len(read.applications),
        people=sum(len(each.people) for each in read.applications),
    )
    kept = new.on_conflict_do_update(
        index_elements=["campaign_id", "digest"], set_={"checked_at": at}
    ).returning(INTAKE.c.intake_id)
    found: UUID = tx.execute(kept).scalar_one()
    return found


def mark_applied(tx: Session, intake_id: UUID, *, at: datetime) -> None:
    """Note that the file was taken; its content, which is about people, goes."""
    tx.execute(
        update(INTAKE)
        .where(INTAKE.c.intake_id == intake_id)
        .values(applied_at=at, content=None)
    )


def forget(tx: Session, *, before: datetime) -> int:
    """Delete the files that were not taken, and were looked at before; return count."""
    gone = tx.execute(
        delete(INTAKE)
        .where(INTAKE.c.applied_at.is_(None), INTAKE.c.checked_at < before)
        .returning(INTAKE.c.intake_id)
    )
    return len(gone.all())


def _kept(row: Row[Any]) -> KeptIntake:
    return KeptIntake(
        intake_id=row.intake_id,
        campaign_id=CampaignId(row.campaign_id),
        issuer_code=IssuerCode(row.issuer_code),
        file_name=row.file_name,
        content=row.content,
        applied_at=row.applied_at,
        form=row.form,
        rows=row.rows,
        merchants=row.merchants,
        people=row.people,
    )
