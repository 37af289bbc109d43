"""Whom a code and a login id mean, on each of the three sites."""

from typing import Any, assert_never

from sqlalchemy import Row, Select, exists, literal, null, select
from sqlalchemy.orm import Session

from machiken.contracts.actor import Role
from machiken.contracts.auth import MerchantState, Site
from services.auth.domain.account import (
    OFFICE_NAME,
    Candidate,
    Claim,
    Password,
    searchable,
)
from services.auth.store import standing
from services.auth.store.tables import (
    CAMPAIGN,
    COMPANY,
    MEMBERSHIP,
    MERCHANT,
    PASSWORD,
    STAFF,
)


def find(tx: Session, claim: Claim) -> Candidate | None:
    """Return whom the claim's code and login id mean at its site, or None."""
    row = tx.execute(
        _at(claim.site, claim)
        .where(
            STAFF.c.login_id == searchable(claim.login_id),
            PASSWORD.c.replaced_at.is_(None),
        )
        .add_columns(
            STAFF.c.staff_id,
            STAFF.c.email,
            PASSWORD.c.password_id,
            PASSWORD.c.hash,
            PASSWORD.c.expires_at,
        )
    ).one_or_none()
    return None if row is None else _candidate(claim.site, row)


def _at(site: Site, claim: Claim) -> Select[Any]:
    match site:
        case Site.SHOP:
            return _at_till(claim)
        case Site.PORTAL:
            return _at_company_pc(claim)
        case Site.OFFICE:
            return _in_office()
        case _:
            assert_never(site)


def _at_till(claim: Claim) -> Select[Any]:
    return (
        select(
            CAMPAIGN.c.campaign_id,
            MERCHANT.c.merchant_id,
            null().label("company_id"),
            MEMBERSHIP.c.role,
            MERCHANT.c.name.label("place_name"),
        )
        .select_from(CAMPAIGN)
        .join(MERCHANT, MERCHANT.c.campaign_id == CAMPAIGN.c.campaign_id)
        .join(MEMBERSHIP, MEMBERSHIP.c.merchant_id == MERCHANT.c.merchant_id)
        .join(STAFF, STAFF.c.staff_id == MEMBERSHIP.c.staff_id)
        .join(PASSWORD, PASSWORD.c.staff_id == STAFF.c.staff_id)
        .where(
            CAMPAIGN.c.issuer_code == searchable(claim.issuer_code),
            MERCHANT.c.merchant_code == searchable(claim.code),
            MEMBERSHIP.c.disabled_at.is_(None),
            MERCHANT.c.state != MerchantState.SUSPENDED.value,
        )
    )


def _at_company_pc(claim: Claim) -> Select[Any]:
    # The representative's account speaks for the company; other members' do not, nor
    # does one whose merchants are all suspended.
    represents = exists().where(
        MEMBERSHIP.c.staff_id == STAFF.c.staff_id,
        MEMBERSHIP.c.role == Role.REPRESENTATIVE,
        MEMBERSHIP.c.disabled_at.is_(None),
        MERCHANT.c.merchant_id == MEMBERSHIP.c.merchant_id,
        MERCHANT.c.state != MerchantState.SUSPENDED.value,
    )
    return (
        select(
            CAMPAIGN.c.campaign_id,
            null().label("merchant_id"),
            COMPANY.c.company_id,
            literal(Role.COMPANY.value).label("role"),
            COMPANY.c.name.label("place_name"),
        )
        .select_from(CAMPAIGN)
        .join(COMPANY, COMPANY.c.campaign_id == CAMPAIGN.c.campaign_id)
        .join(STAFF, STAFF.c.company_id == COMPANY.c.company_id)
        .join(PASSWORD, PASSWORD.c.staff_id == STAFF.c.staff_id)
        .where(
            CAMPAIGN.c.issuer_code == searchable(claim.issuer_code),
            COMPANY.c.company_code == searchable(claim.code),
            represents,
        )
    )


def _in_office() -> Select[Any]:
    return (
        select(
            null().label("campaign_id"),
            null().label("merchant_id"),
            null().label("company_id"),
            STAFF.c.office_role.label("role"),
            literal(OFFICE_NAME).label("place_name"),
        )
        .select_from(STAFF)
        .join(PASSWORD, PASSWORD.c.staff_id == STAFF.c.staff_id)
        .where(STAFF.c.company_id.is_(None), STAFF.c.disabled_at.is_(None))
    )


def _candidate(site: Site, row: Row[Any]) -> Candidate:
    return Candidate(
        standing=standing.of_row(row, site),
        email=row.email,
        campaign_id=row.campaign_id,
        place_name=row.place_name,
        password=Password(
            password_id=row.password_id, hash=row.hash, expires_at=row.expires_at
        ),
    )
