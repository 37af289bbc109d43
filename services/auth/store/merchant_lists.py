"""Merchants as the office looks at them: page by page, and one by one."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from machiken.contracts.actor import Role
from machiken.contracts.auth import (
    LINES_MAX,
    MerchantLine,
    MerchantListQuery,
    MerchantPerson,
    MerchantState,
    StateChange,
)
from machiken.ids import (
    CampaignId,
    CompanyCode,
    IssuerCode,
    MerchantCode,
    MerchantId,
    StaffId,
)
from services.auth.domain.account import searchable
from services.auth.store import people
from services.auth.store.tables import (
    AUTHENTICATOR,
    CAMPAIGN,
    COMPANY,
    MEMBERSHIP,
    MERCHANT,
    MERCHANT_STATE,
    REGISTRATION_ORDER,
    STAFF,
)

_LINES: Final[Select[Any]] = (
    select(
        MERCHANT,
        COMPANY.c.company_code,
        COMPANY.c.name.label("company_name"),
        REGISTRATION_ORDER.c.asked_at,
        CAMPAIGN.c.issuer_code,
    )
    .join(COMPANY, COMPANY.c.company_id == MERCHANT.c.company_id)
    .join(CAMPAIGN, CAMPAIGN.c.campaign_id == MERCHANT.c.campaign_id)
    .outerjoin(
        REGISTRATION_ORDER,
        REGISTRATION_ORDER.c.merchant_id == MERCHANT.c.merchant_id,
    )
)


def lines(
    tx: Session, campaign_id: CampaignId, query: MerchantListQuery
) -> tuple[list[MerchantLine], int]:
    """Return the page's merchants in order of codes, and how many fit in all."""
    fits = and_(MERCHANT.c.campaign_id == campaign_id, *_conditions(query))
    count = (
        select(func.count())
        .select_from(MERCHANT)
        .join(COMPANY, COMPANY.c.company_id == MERCHANT.c.company_id)
        .where(fits)
    )
    rows = tx.execute(
        _LINES.where(fits)
        .order_by(MERCHANT.c.merchant_code, MERCHANT.c.registered_at)
        .limit(LINES_MAX)
        .offset((query.page - 1) * LINES_MAX)
    )
    return [_line(row) for row in rows], tx.execute(count).scalar_one()


def by_state(tx: Session, campaign_id: CampaignId) -> dict[str, int]:
    """Return how many merchants of the campaign are in which state."""
    counted = tx.execute(
        select(MERCHANT.c.state, func.count())
        .where(MERCHANT.c.campaign_id == campaign_id)
        .group_by(MERCHANT.c.state)
    )
    return dict(counted.all())


def find(
    tx: Session, merchant_id: MerchantId
) -> tuple[IssuerCode, MerchantLine] | None:
    """Return the merchant and its campaign's issuer, or None."""
    row = tx.execute(_LINES.where(MERCHANT.c.merchant_id == merchant_id)).one_or_none()
    return None if row is None else (IssuerCode(row.issuer_code), _line(row))


def members(tx: Session, merchant_id: MerchantId) -> list[MerchantPerson]:
    """Return the people who have accounts at the merchant."""
    rows = tx.execute(
        select(
            MEMBERSHIP.c.role,
            STAFF.c.staff_id,
            STAFF.c.name,
            STAFF.c.login_id,
            STAFF.c.email,
            AUTHENTICATOR.c.confirmed_at,
        )
        .join(STAFF, STAFF.c.staff_id == MEMBERSHIP.c.staff_id)
        .outerjoin(AUTHENTICATOR, AUTHENTICATOR.c.staff_id == STAFF.c.staff_id)
        .where(MEMBERSHIP.c.merchant_id == merchant_id)
        .order_by(MEMBERSHIP.c.role, STAFF.c.login_id)
    )
    return [
        MerchantPerson(
            role=Role(row.role),
            name=row.name,
            login_id=row.login_id,
            email=row.email,
            has_account=True,
            staff_id=StaffId(row.staff_id),
            has_authenticator=row.confirmed_at is not None,
        )
        for row in rows
    ]


def history(tx: Session, merchant_id: MerchantId) -> list[StateChange]:
    """Return the states that the merchant came into, the latest first."""
    rows = tx.execute(
        select(MERCHANT_STATE)
        .where(MERCHANT_STATE.c.merchant_id == merchant_id)
        .order_by(MERCHANT_STATE.c.change_id.desc())
    ).all()
    # A first sign-in is written down under the person's id.
    names = people.login_ids(tx, (row.actor for row in rows))
    return [
        StateChange(
            state=MerchantState(row.state),
            at=row.at,
            actor_role=Role(row.actor_role),
            actor=names.get(row.actor, row.actor),
            reason=row.reason,
        )
        for row in rows
    ]


def _conditions(query: MerchantListQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.state is not None:
        found.append(MERCHANT.c.state == query.state.value)
    if query.window is not None:
        found.append(MERCHANT.c.recruit_window == query.window)
    if query.text:
        part = searchable(query.text)
        texts = (
            MERCHANT.c.merchant_code,
            MERCHANT.c.name,
            COMPANY.c.company_code,
            COMPANY.c.name,
        )
        found.append(or_(*(each.icontains(part, autoescape=True) for each in texts)))
    return found


def _line(row: Row[Any]) -> MerchantLine:
    return MerchantLine(
        merchant_id=MerchantId(row.merchant_id),
        merchant_code=MerchantCode(row.merchant_code),
        merchant_name=row.name,
        company_code=CompanyCode(row.company_code),
        company_name=row.company_name,
        state=MerchantState(row.state),
        window=row.recruit_window,
        applied_on=row.applied_on,
        waits=row.asked_at is not None,
    )
