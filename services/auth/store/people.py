"""People by their ids: whom letters about an account go to, and who did something."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from machiken.contracts.auth import AccountNews, AccountTouched
from machiken.ids import CampaignId, StaffId
from services.auth.domain.account import OFFICE_NAME
from services.auth.store.tables import COMPANY, STAFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Somebody who is told about his own account."""

    staff_id: StaffId
    login_id: str
    email: str
    campaign_id: CampaignId | None
    place_name: str

    def touched(self, news: AccountNews) -> AccountTouched:
        """Return the event by which he is told."""
        return AccountTouched(
            staff_id=self.staff_id,
            news=news,
            email=self.email,
            login_id=self.login_id,
            campaign_id=self.campaign_id,
            place_name=self.place_name,
        )


def addressee(tx: Session, staff_id: StaffId) -> Addressee:
    """Return where and by which name somebody is told about his account."""
    row = tx.execute(
        select(
            STAFF.c.login_id,
            STAFF.c.email,
            COMPANY.c.campaign_id,
            func.coalesce(COMPANY.c.name, literal(OFFICE_NAME)).label("place_name"),
        )
        .outerjoin(COMPANY, COMPANY.c.company_id == STAFF.c.company_id)
        .where(STAFF.c.staff_id == staff_id)
    ).one()
    return Addressee(
        staff_id=staff_id,
        login_id=row.login_id,
        email=row.email,
        campaign_id=None if row.campaign_id is None else CampaignId(row.campaign_id),
        place_name=row.place_name,
    )


def login_ids(tx: Session, actors: Iterable[str]) -> Mapping[str, str]:
    """Return the login ids of those actors who are people of ours, by their ids."""
    ids = {actor for actor in actors if _is_uuid(actor)}
    rows = tx.execute(
        select(STAFF.c.staff_id, STAFF.c.login_id).where(STAFF.c.staff_id.in_(ids))
    )
    return {str(row.staff_id): row.login_id for row in rows}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
