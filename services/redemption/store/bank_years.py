"""Years of holidays that the operator has added."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from machiken.contracts.redemption import Holiday
from machiken.contracts.wire import to_wire
from services.redemption.domain.bank_calendar import BankCalendar
from services.redemption.store.tables import BANK_YEAR

_LOCK = text("select pg_advisory_xact_lock(hashtext('bank years'))")


def lock(tx: Session) -> None:
    """Let only one transaction at a time add years."""
    tx.execute(_LOCK)


def calendar(tx: Session) -> BankCalendar:
    """Return the bank calendar as far as it is known."""
    return BankCalendar(
        added={
            row.year: frozenset(date.fromisoformat(each["on"]) for each in row.holidays)
            for row in tx.execute(select(BANK_YEAR))
        }
    )


def put(
    tx: Session, year: int, holidays: Sequence[Holiday], *, at: datetime, by: str
) -> None:
    """Know this year's holidays from now on."""
    told = insert(BANK_YEAR).values(
        year=year,
        holidays=[to_wire(each) for each in holidays],
        applied_at=at,
        applied_by=by,
    )
    changed = ("holidays", "applied_at", "applied_by")
    tx.execute(
        told.on_conflict_do_update(
            index_elements=[BANK_YEAR.c.year],
            set_={name: told.excluded[name] for name in changed},
            where=BANK_YEAR.c.holidays != told.excluded.holidays,
        )
    )
