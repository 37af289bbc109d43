"""Applications: written down, and compared with whom the database knows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Row,
    delete,
    insert,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from machiken.contracts.auth import MerchantState
from machiken.ids import CampaignId, MerchantId
from services.auth.domain.application import Application, Known
from services.auth.domain.recruiting import Recruiting
from services.auth.store.tables import APPLICANT, COMPANY, MERCHANT, STAFF

_NO_ACCOUNTS = (MerchantState.APPLIED.value, MerchantState.CERTIFIED.value)


def known(
    tx: Session, campaign_id: CampaignId, *, but: MerchantId | None = None
) -> Known:
    """Return whom the campaign has already, registered or applied for, `but` one.

    All of them: a town has some thousand merchants, and a list may touch on any. A
    company that nobody else belongs to may get another name.
    """
    others = MERCHANT.c.merchant_id != but
    takes_part = MERCHANT.c.state != MerchantState.TURNED_DOWN.value
    codes = tx.execute(
        select(MERCHANT.c.merchant_code).where(
            MERCHANT.c.campaign_id == campaign_id, takes_part, others
        )
    )
    companies = tx.execute(
        select(COMPANY.c.company_code, COMPANY.c.name)
        .distinct()
        .join(MERCHANT, MERCHANT.c.company_id == COMPANY.c.company_id)
        .where(
            COMPANY.c.campaign_id == campaign_id,
            takes_part,
            others,
        )
    )
    people = _people(tx, campaign_id, others)
    return Known(
        merchant_codes=frozenset(codes.scalars()),
        companies=dict(companies.all()),
        people={
            (row.company_code, row.login_id): (row.name, row.email) for row in people
        },
        emails={row.email.lower(): (row.company_code, row.login_id) for row in people},
    )


def record(
    tx: Session,
    campaign_id: CampaignId,
    applications: Sequence[Application],
    recruiting: Recruiting,
    *,
    at: datetime,
) -> list[MerchantId]:
    """Write the applications down, their companies where they are new; return ids."""
    companies = _companies(tx, campaign_id, applications, at)
    ids = [MerchantId(uuid4()) for _ in applications]
    merchants = [
        {
            "merchant_id": merchant_id,
            "campaign_id": campaign_id,
            "company_id": companies[each.company_code],
            "merchant_code": each.merchant_code,
            "name": each.merchant_name,
            "registered_at": at,
            "state": MerchantState.APPLIED.value,
            "recruit_window": recruiting.window(each.applied_on),
            "applied_on": each.applied_on,
        }
        for merchant_id, each in zip(ids, applications, strict=True)
    ]
    people = [
        row
        for merchant_id, each in zip(ids, applications, strict=True)
        for row in _rows_of_people(merchant_id, each)
    ]
    tx.execute(insert(MERCHANT), merchants)
    tx.execute(insert(APPLICANT), people)
    return ids


def replace(
    tx: Session,
    merchant_id: MerchantId,
    application: Application,
    recruiting: Recruiting,
    *,
    at: datetime,
) -> None:
    """Let the merchant have applied so, and not as was written down before."""
    this = MERCHANT.c.merchant_id == merchant_id
    campaign_id = tx.execute(select(MERCHANT.c.campaign_id).where(this)).scalar_one()
    companies = _companies(tx, campaign_id, [application], at)
    tx.execute(
        update(MERCHANT)
        .where(this)
        .values(
            company_id=companies[application.company_code],
            merchant_code=application.merchant_code,
            name=application.merchant_name,
            recruit_window=recruiting.window(application.applied_on),
            applied_on=application.applied_on,
        )
    )
    tx.execute(delete(APPLICANT).where(APPLICANT.c.merchant_id == merchant_id))
    tx.execute(insert(APPLICANT), _rows_of_people(merchant_id, application))


def _rows_of_people(
    merchant_id: MerchantId, application: Application
) -> list[dict[str, Any]]:
    return [
        {
            "merchant_id": merchant_id,
            "login_id": named.person.login_id,
            "role": named.person.role.value,
            "name": named.person.name,
            "email": named.person.email,
        }
        for named in application.people
    ]


def _people(
    tx: Session, campaign_id: CampaignId, others: ColumnElement[bool]
) -> Sequence[Row[Any]]:
    staff = (
        select(COMPANY.c.company_code, STAFF.c.login_id, STAFF.c.name, STAFF.c.email)
        .join(COMPANY, COMPANY.c.company_id == STAFF.c.company_id)
        .where(COMPANY.c.campaign_id == campaign_id)
    )
    applicants = (
        select(
            COMPANY.c.company_code,
            APPLICANT.c.login_id,
            APPLICANT.c.name,
            APPLICANT.c.email,
        )
        .join(MERCHANT, MERCHANT.c.merchant_id == APPLICANT.c.merchant_id)
        .join(COMPANY, COMPANY.c.company_id == MERCHANT.c.company_id)
        .where(
            MERCHANT.c.campaign_id == campaign_id,
            MERCHANT.c.state.in_(_NO_ACCOUNTS),
            others,
        )
    )
    return tx.execute(union_all(staff, applicants)).all()


def _companies(
    tx: Session,
    campaign_id: CampaignId,
    applications: Sequence[Application],
    at: datetime,
) -> dict[str, Any]:
    there = select(COMPANY.c.company_code, COMPANY.c.company_id, COMPANY.c.name).where(
        COMPANY.c.campaign_id == campaign_id
    )
    found = {row.company_code: row for row in tx.execute(there)}
    ids: dict[str, Any] = {code: row.company_id for code, row in found.items()}
    wanted = {each.company_code: each.company_name for each in applications}
    new = {code: name for code, name in wanted.items() if code not in ids}
    for code, name in wanted.items() - new.items():
        # Its name may differ only where nobody else goes by it (`known`).
        if found[code].name != name:
            _rename(tx, ids[code], name)
    rows = [
        {
            "company_id": ids.setdefault(code, uuid4()),
            "campaign_id": campaign_id,
            "company_code": code,
            "name": name,
            "registered_at": at,
        }
        for code, name in new.items()
    ]
    if rows:
        tx.execute(insert(COMPANY), rows)
    return ids


def _rename(tx: Session, company_id: object, name: str) -> None:
    renamed = update(COMPANY).where(COMPANY.c.company_id == company_id)
    tx.execute(renamed.values(name=name))
