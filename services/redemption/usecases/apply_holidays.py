"""The operator adds years of holidays; pay days beyond them were refused until then."""

from sqlalchemy.orm import Session

from machiken import clock
from machiken.audit import Act
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import ApplyHolidays, HolidaysView, RedemptionAct
from services.redemption.domain.bank_calendar import whole_years
from services.redemption.store import acts, bank_years


def apply_holidays(tx: Session, request: ApplyHolidays, actor: Actor) -> HolidaysView:
    """Know these years, and return until when holidays are known. Twice is once.

    Pay days that are promised stay as they are until their campaign is applied anew.
    Raises `HolidaysClash`.
    """
    bank_years.lock(tx)
    known = bank_years.calendar(tx)
    at = clock.now(tx)
    for year, holidays in whole_years(known, request.holidays).items():
        bank_years.put(tx, year, holidays, at=at, by=actor.subject)
        if known.added.get(year) != frozenset(each.on for each in holidays):
            act = Act(
                happening=RedemptionAct.HOLIDAYS_APPLIED,
                object=f"bank_year {year}",
                facts={"count": len(holidays)},
            )
            acts.note(tx, act, actor, at=at)
    return show_holidays(tx)


def show_holidays(tx: Session) -> HolidaysView:
    """Return until when holidays are known."""
    known = bank_years.calendar(tx)
    return HolidaysView(
        known_until=known.known_until, added_years=tuple(sorted(known.added))
    )
