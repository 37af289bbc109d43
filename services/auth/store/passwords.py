"""Passwords that people have and had, and what others know about them."""

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from machiken.ids import StaffId
from services.auth.domain.account import Password
from services.auth.domain.guessable import latin_words
from services.auth.domain.initial_password import LIFE, InitialPassword
from services.auth.domain.new_password import REMEMBERED_MAX
from services.auth.store.tables import (
    CAMPAIGN,
    COMPANY,
    MEMBERSHIP,
    MERCHANT,
    PASSWORD,
    STAFF,
)


def history(tx: Session, staff_id: StaffId) -> list[Password]:
    """Return the present password and those before it that may not come back."""
    rows = tx.execute(
        select(PASSWORD.c.password_id, PASSWORD.c.hash, PASSWORD.c.expires_at)
        .where(PASSWORD.c.staff_id == staff_id)
        .order_by(PASSWORD.c.password_id.desc())
        .limit(REMEMBERED_MAX)
    )
    return [
        Password(password_id=row.password_id, hash=row.hash, expires_at=row.expires_at)
        for row in rows
    ]


def common_knowledge(tx: Session, staff_id: StaffId) -> list[str]:
    """Return the words that anybody would try first for this person."""
    row = tx.execute(
        select(STAFF.c.login_id, STAFF.c.email, CAMPAIGN.c.issuer_code, CAMPAIGN.c.name)
        .add_columns(COMPANY.c.company_code)
        .outerjoin(COMPANY, COMPANY.c.company_id == STAFF.c.company_id)
        .outerjoin(CAMPAIGN, CAMPAIGN.c.campaign_id == COMPANY.c.campaign_id)
        .where(STAFF.c.staff_id == staff_id)
    ).one()
    codes = tx.execute(
        select(MERCHANT.c.merchant_code)
        .join(MEMBERSHIP, MEMBERSHIP.c.merchant_id == MERCHANT.c.merchant_id)
        .where(MEMBERSHIP.c.staff_id == staff_id)
    ).scalars()
    told = (row.login_id, row.email.partition("@")[0], row.issuer_code)
    names = latin_words(row.name or "")
    return [word for word in (*told, row.company_code, *codes, *names) if word]


def replace(
    tx: Session, staff_id: StaffId, password_hash: str, *, at: datetime
) -> None:
    """Give somebody the password that he chose."""
    _retire(tx, staff_id, at)
    tx.execute(
        insert(PASSWORD).values(
            staff_id=staff_id, hash=password_hash, initial=False, set_at=at
        )
    )


def reissue(
    tx: Session, staff_id: StaffId, initial: InitialPassword, *, at: datetime
) -> datetime:
    """Give somebody an initial password again; return when it expires."""
    _retire(tx, staff_id, at)
    return issue(tx, staff_id, initial, at=at)


def initials_since(tx: Session, staff_id: StaffId, since: datetime) -> list[datetime]:
    """Return when the person was given initial passwords, oldest first."""
    return list(
        tx.execute(
            select(PASSWORD.c.set_at)
            .where(
                PASSWORD.c.staff_id == staff_id,
                PASSWORD.c.initial,
                PASSWORD.c.set_at > since,
            )
            .order_by(PASSWORD.c.set_at)
        ).scalars()
    )


def issue(
    tx: Session, staff_id: StaffId, initial: InitialPassword, *, at: datetime
) -> datetime:
    """Give somebody new his initial password; return when it expires."""
    expires_at = at + LIFE
    tx.execute(
        insert(PASSWORD).values(
            staff_id=staff_id,
            hash=initial.hash,
            initial=True,
            set_at=at,
            expires_at=expires_at,
        )
    )
    return expires_at


def _retire(tx: Session, staff_id: StaffId, at: datetime) -> None:
    tx.execute(
        update(PASSWORD)
        .where(PASSWORD.c.staff_id == staff_id, PASSWORD.c.replaced_at.is_(None))
        .values(replaced_at=at)
    )
