"""Sessions: who is in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, func, insert, literal, select, update
from sqlalchemy.orm import Session

from machiken.contracts.auth import EndedSession, Site
from machiken.ids import CampaignId, IssuerCode, StaffId
from services.auth.domain.account import OFFICE_NAME
from services.auth.domain.session import LIFE, SEEN_EVERY, Span
from services.auth.domain.standing import Standing
from services.auth.store import remembered, standing
from services.auth.store.tables import (
    CAMPAIGN,
    COMPANY,
    MERCHANT,
    PASSWORD,
    SESSION,
    STAFF,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """A session with all that its pages show."""

    session_id: UUID
    span: Span
    standing: Standing
    login_id: str
    staff_name: str
    campaign_id: CampaignId | None
    issuer_code: IssuerCode
    code: str
    place_name: str
    by_initial_password: bool
    """Whether the person still has the password that we made."""
    proven_at: datetime | None
    """When the password was last typed in it; never where it was recalled."""
    stays: bool
    """Whether its browser opens the next one by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """Whose session opens, by which secret, where."""

    standing: Standing
    secret_digest: bytes
    address: str
    family_id: UUID | None
    """Of the browser, where it stays signed in."""
    proven: bool
    """Whether the password was just typed."""


def open_one(tx: Session, new: NewSession, *, at: datetime) -> datetime:
    """Open a session; return when it ends whatever happens."""
    expires_at = at + LIFE
    tx.execute(
        insert(SESSION).values(
            session_id=uuid4(),
            secret_digest=new.secret_digest,
            **standing.columns(new.standing),
            family_id=new.family_id,
            address=new.address,
            opened_at=at,
            last_seen_at=at,
            expires_at=expires_at,
            proven_at=at if new.proven else None,
        )
    )
    return expires_at


def find(tx: Session, secret_digest: bytes) -> OpenSession | None:
    """Return the session that this secret opened, be it over or not, or None."""
    row = tx.execute(
        select(
            SESSION,
            STAFF.c.login_id,
            STAFF.c.name.label("staff_name"),
            CAMPAIGN.c.campaign_id,
            func.coalesce(CAMPAIGN.c.issuer_code, "").label("issuer_code"),
            func.coalesce(MERCHANT.c.merchant_code, COMPANY.c.company_code, "").label(
                "code"
            ),
            func.coalesce(MERCHANT.c.name, COMPANY.c.name, literal(OFFICE_NAME)).label(
                "place_name"
            ),
            PASSWORD.c.initial,
        )
        .join(STAFF, STAFF.c.staff_id == SESSION.c.staff_id)
        .join(PASSWORD, PASSWORD.c.staff_id == STAFF.c.staff_id)
        .outerjoin(MERCHANT, MERCHANT.c.merchant_id == SESSION.c.merchant_id)
        .outerjoin(COMPANY, COMPANY.c.company_id == SESSION.c.company_id)
        .outerjoin(
            CAMPAIGN,
            CAMPAIGN.c.campaign_id
            == func.coalesce(MERCHANT.c.campaign_id, COMPANY.c.campaign_id),
        )
        .where(
            SESSION.c.secret_digest == secret_digest, PASSWORD.c.replaced_at.is_(None)
        )
    ).one_or_none()
    return None if row is None else _open(row)


def see(tx: Session, session_id: UUID, *, at: datetime) -> None:
    """Write down that the session is in use, once a minute however many say so."""
    tx.execute(
        update(SESSION)
        .where(
            SESSION.c.session_id == session_id,
            SESSION.c.last_seen_at <= at - SEEN_EVERY,
            SESSION.c.ended_at.is_(None),
        )
        .values(last_seen_at=at)
    )


def end(tx: Session, secret_digest: bytes, *, at: datetime) -> Standing | None:
    """End the session; return whose it was, or None where there was none to end."""
    row = tx.execute(
        update(SESSION)
        .where(SESSION.c.secret_digest == secret_digest, SESSION.c.ended_at.is_(None))
        .values(ended_at=at)
        .returning(SESSION)
    ).one_or_none()
    if row is not None and row.family_id is not None:
        remembered.end(tx, row.family_id, at=at)
    return None if row is None else standing.of_row(row, Site(row.site))


def end_family(tx: Session, family_id: UUID, *, at: datetime) -> None:
    """End the sessions of a browser that stayed signed in."""
    tx.execute(
        update(SESSION)
        .where(SESSION.c.family_id == family_id, SESSION.c.ended_at.is_(None))
        .values(ended_at=at)
    )


def end_all(
    tx: Session, staff_id: StaffId, *, but: bytes | None, at: datetime
) -> list[EndedSession]:
    """End the person's sessions except the one of this secret; return which.

    Browsers that stay signed in first: one that is just coming in is waited for, and
    the session that it opens is among those that end.
    """
    mine = select(SESSION.c.family_id).where(SESSION.c.secret_digest == (but or b""))
    family_id = tx.execute(mine).scalar_one_or_none()
    remembered.end_all(tx, staff_id, but=family_id, at=at)
    ended = tx.execute(
        update(SESSION)
        .where(
            SESSION.c.staff_id == staff_id,
            SESSION.c.ended_at.is_(None),
            SESSION.c.secret_digest != (but or b""),
        )
        .values(ended_at=at)
        .returning(SESSION.c.site, SESSION.c.secret_digest, SESSION.c.expires_at)
    )
    return [
        EndedSession(site=Site(row.site), secret_digest=row.secret_digest.hex())
        for row in ended
        if row.expires_at > at
    ]


def _open(row: Row[Any]) -> OpenSession:
    return OpenSession(
        session_id=row.session_id,
        span=Span(
            last_seen_at=row.last_seen_at,
            expires_at=row.expires_at,
            ended_at=row.ended_at,
        ),
        standing=standing.of_row(row, Site(row.site)),
        login_id=row.login_id,
        staff_name=row.staff_name,
        campaign_id=None if row.campaign_id is None else CampaignId(row.campaign_id),
        issuer_code=IssuerCode(row.issuer_code),
        code=row.code,
        place_name=row.place_name,
        by_initial_password=row.initial,
        proven_at=row.proven_at,
        stays=row.family_id is not None,
    )
