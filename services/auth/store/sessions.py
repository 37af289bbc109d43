"""Sessions: who is in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    Row,
    ScalarSelect,
    case,
    exists,
    false,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.orm import Session

from machiken.contracts.auth import MerchantState, Site
from machiken.ids import CampaignId, IssuerCode
from services.auth.domain.account import OFFICE_NAME
from services.auth.domain.session import LIFE, SEEN_EVERY, Span
from services.auth.domain.standing import Standing
from services.auth.store import standing
from services.auth.store.tables import (
    CAMPAIGN,
    COMPANY,
    MEMBERSHIP,
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
    family_id: UUID | None
    merchants: int
    suspended: bool
    """Whether the merchant, or all of the company's, are suspended."""
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
    device: str = ""
    expires_at: datetime | None = None
    """When it ends where it goes on for another, whose time is not made longer."""
    proven_at: datetime | None = None
    """When the password was typed for it; never where it was recalled."""


_OTHER = MERCHANT.alias()
_SUSPENDED = case(
    (
        SESSION.c.merchant_id.is_not(None),
        MERCHANT.c.state == MerchantState.SUSPENDED.value,
    ),
    (
        SESSION.c.company_id.is_not(None),
        ~exists().where(
            _OTHER.c.company_id == SESSION.c.company_id,
            _OTHER.c.state != MerchantState.SUSPENDED.value,
        ),
    ),
    else_=false(),
)


def open_one(tx: Session, new: NewSession, *, at: datetime) -> datetime:
    """Open a session; return when it ends whatever happens."""
    expires_at = new.expires_at or at + LIFE
    tx.execute(
        insert(SESSION).values(
            session_id=uuid4(),
            secret_digest=new.secret_digest,
            **standing.columns(new.standing),
            family_id=new.family_id,
            address=new.address,
            device=new.device or None,
            opened_at=at,
            last_seen_at=at,
            expires_at=expires_at,
            proven_at=new.proven_at,
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
            _merchants().label("merchants"),
            _SUSPENDED.label("suspended"),
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


def _merchants() -> ScalarSelect[int]:
    """Return at how many merchants the session's person may come in."""
    theirs = MEMBERSHIP.c.staff_id == SESSION.c.staff_id
    return (
        select(func.count())
        .where(theirs, MEMBERSHIP.c.disabled_at.is_(None))
        .scalar_subquery()
    )


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
        family_id=row.family_id,
        merchants=row.merchants,
        suspended=row.suspended,
        by_initial_password=row.initial,
        proven_at=row.proven_at,
        stays=row.family_id is not None,
    )
