"""Exports and their files: asked for, taken up by one worker, finished."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, exists, func, insert, select, text, update
from sqlalchemy.orm import Session

from machiken.contracts.settlement import ExportEncoding, ExportState, ExportUnit
from machiken.ids import (
    CampaignId,
    CompanyId,
    ExportId,
    MerchantCode,
    MerchantId,
    StaffId,
)
from machiken.money import Yen
from services.settlement.domain.exports import (
    UNFINISHED,
    Conditions,
    Contents,
    Export,
)
from services.settlement.store.tables import CAMPAIGN, EXPORT, EXPORT_PART

_QUEUE_OF_COMPANY = text(
    "select pg_advisory_xact_lock(hashtextextended(cast(:company as text), 0))"
)


def lock_queue(tx: Session, company_id: CompanyId) -> None:
    """Let no other request of this company be counted until `tx` ends."""
    tx.execute(_QUEUE_OF_COMPANY, {"company": f"exports of {company_id}"})


def unfinished(tx: Session, company_id: CompanyId) -> int:
    """Return how many exports of the company run or wait."""
    waiting = select(func.count()).select_from(EXPORT)
    return (
        tx.scalar(
            waiting.where(EXPORT.c.company_id == company_id).where(
                EXPORT.c.state.in_(UNFINISHED)
            )
        )
        or 0
    )


def add(
    tx: Session, export_id: ExportId, conditions: Conditions, *, at: datetime
) -> Export:
    """Write down what was asked for, and return it with its number."""
    row = tx.execute(
        insert(EXPORT)
        .values(
            export_id=export_id,
            company_id=conditions.company_id,
            campaign_id=conditions.campaign_id,
            merchant_id=conditions.merchant_id,
            merchant_code=conditions.merchant_code,
            first_on=conditions.first_on,
            last_on=conditions.last_on,
            encoding=conditions.encoding,
            staff_id=conditions.staff_id,
            unit=conditions.unit,
            requested_by=conditions.requested_by,
            requested_at=at,
            state=ExportState.ACCEPTED,
        )
        .returning(EXPORT)
    ).one()
    return _export(row)


def find(tx: Session, export_id: ExportId) -> Export | None:
    """Return an export, whoever's it is, or None."""
    row = tx.execute(select(EXPORT).where(EXPORT.c.export_id == export_id)).first()
    return None if row is None else _export(row)


def latest(
    tx: Session, owner: tuple[CompanyId, CampaignId, StaffId | None], *, limit: int
) -> tuple[Export, ...]:
    """Return the exports of one person of a company, newest first."""
    company_id, campaign_id, staff_id = owner
    rows = tx.execute(
        select(EXPORT)
        .where(EXPORT.c.company_id == company_id)
        .where(EXPORT.c.campaign_id == campaign_id)
        .where(EXPORT.c.staff_id.is_not_distinct_from(staff_id))
        .order_by(EXPORT.c.serial.desc())
        .limit(limit)
    )
    return tuple(_export(row) for row in rows)


def lock_next(tx: Session) -> tuple[Export, int] | None:
    """Return the oldest export that nobody makes, locked, and how often it was tried.

    Only the oldest unfinished one of each company is looked at, so that a company
    occupies one worker. A worker that dies lets its lock go, and the export is taken
    up again. An export waits until its campaign is known.
    """
    earlier = EXPORT.alias("earlier")
    row = tx.execute(
        select(EXPORT)
        .join(CAMPAIGN, CAMPAIGN.c.campaign_id == EXPORT.c.campaign_id)
        .where(EXPORT.c.finished_at.is_(None))
        .where(
            ~exists().where(
                earlier.c.company_id == EXPORT.c.company_id,
                earlier.c.finished_at.is_(None),
                earlier.c.serial < EXPORT.c.serial,
            )
        )
        .order_by(EXPORT.c.serial)
        .limit(1)
        .with_for_update(skip_locked=True, of=EXPORT)
    ).first()
    return None if row is None else (_export(row), row.tries)


def lock(tx: Session, export_id: ExportId) -> bool:
    """Return whether the export is ours to make until `tx` ends."""
    row = tx.execute(
        select(EXPORT.c.export_id)
        .where(EXPORT.c.export_id == export_id)
        .where(EXPORT.c.finished_at.is_(None))
        .with_for_update(skip_locked=True)
    ).first()
    return row is not None


def start(tx: Session, export_id: ExportId) -> None:
    """Show that the export is being made, and count the try."""
    tx.execute(
        update(EXPORT)
        .where(EXPORT.c.export_id == export_id)
        .values(state=ExportState.RUNNING, tries=EXPORT.c.tries + 1)
    )


def fail(tx: Session, export_id: ExportId, *, at: datetime) -> None:
    """Give the export up, so that the company's next one gets its turn."""
    _finish(tx, export_id, {"state": ExportState.FAILED, "finished_at": at})


def finish(
    tx: Session, export_id: ExportId, contents: Contents, *, at: datetime
) -> None:
    """Show the file: it is complete once `tx` commits."""
    _finish(
        tx,
        export_id,
        {
            "state": ExportState.READY,
            "finished_at": at,
            "rows": contents.rows,
            "paid_yen": contents.paid.amount,
            "refunded_yen": contents.refunded.amount,
            "replaced": contents.replaced,
            "size_bytes": contents.size_bytes,
            "sha256": contents.sha256,
            "parts": contents.parts,
        },
    )


def expire(tx: Session, *, finished_before: datetime) -> int:
    """Remove the files that were finished before; return how many those were."""
    late = (
        select(EXPORT.c.export_id)
        .where(EXPORT.c.state == ExportState.READY)
        .where(EXPORT.c.finished_at < finished_before)
        .with_for_update(skip_locked=True)
    )
    ids = list(tx.scalars(late))
    if ids:
        tx.execute(delete(EXPORT_PART).where(EXPORT_PART.c.export_id.in_(ids)))
        gone = update(EXPORT).where(EXPORT.c.export_id.in_(ids))
        tx.execute(gone.values(state=ExportState.EXPIRED))
    return len(ids)


def _finish(tx: Session, export_id: ExportId, values: dict[str, Any]) -> None:
    tx.execute(update(EXPORT).where(EXPORT.c.export_id == export_id).values(values))


def _export(row: Row[Any]) -> Export:
    merchant_id = None if row.merchant_id is None else MerchantId(row.merchant_id)
    code = None if row.merchant_code is None else MerchantCode(row.merchant_code)
    return Export(
        export_id=ExportId(row.export_id),
        serial=row.serial,
        conditions=Conditions(
            company_id=CompanyId(row.company_id),
            campaign_id=CampaignId(row.campaign_id),
            merchant_id=merchant_id,
            merchant_code=code,
            first_on=row.first_on,
            last_on=row.last_on,
            encoding=ExportEncoding(row.encoding),
            requested_by=row.requested_by,
            staff_id=None if row.staff_id is None else StaffId(row.staff_id),
            unit=ExportUnit(row.unit),
        ),
        finished_at=row.finished_at,
        state=ExportState(row.state),
        requested_at=row.requested_at,
        contents=Contents(
            rows=row.rows,
            paid=Yen(row.paid_yen),
            refunded=Yen(row.refunded_yen),
            replaced=row.replaced,
            size_bytes=row.size_bytes,
            sha256=row.sha256,
            parts=row.parts,
        ),
    )
