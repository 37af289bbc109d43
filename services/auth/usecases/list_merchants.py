"""The office looks at its merchants: a list by conditions, and one with its people."""

from dataclasses import replace

from sqlalchemy.orm import Session

from machiken.contracts.actor import Actor, Role
from machiken.contracts.auth import (
    LINES_MAX,
    MerchantCampaignUnknown,
    MerchantDetail,
    MerchantList,
    MerchantListQuery,
    MerchantPerson,
    MerchantQuery,
    MerchantUnknown,
)
from machiken.contracts.bus import RequestMalformed
from services.auth.domain.mail_address import masked
from services.auth.domain.merchant_state import HAS_ACCOUNTS
from services.auth.store import campaigns, merchant_lists, registration_orders

PAGES_MAX = 10_000


def list_merchants(tx: Session, query: MerchantListQuery) -> MerchantList:
    """Return one page of the campaign's merchants that fit.

    Raises `MerchantCampaignUnknown`.
    """
    if not 1 <= query.page <= PAGES_MAX:
        raise RequestMalformed(where="$.page - out of range")
    campaign_id = campaigns.find(tx, query.issuer_code)
    if campaign_id is None:
        raise MerchantCampaignUnknown
    lines, count = merchant_lists.lines(tx, campaign_id, query)
    return MerchantList(
        lines=tuple(lines),
        page=query.page,
        pages=max(1, -(-count // LINES_MAX)),
        by_state=merchant_lists.by_state(tx, campaign_id),
    )


def show_merchant(tx: Session, query: MerchantQuery, actor: Actor) -> MerchantDetail:
    """Return the merchant with its people and states. Raises `MerchantUnknown`."""
    found = merchant_lists.find(tx, query.merchant_id)
    if found is None:
        raise MerchantUnknown
    issuer_code, line = found
    people = (
        merchant_lists.members(tx, query.merchant_id)
        if line.state in HAS_ACCOUNTS
        else _applicants(tx, query)
    )
    return MerchantDetail(
        issuer_code=issuer_code,
        line=line,
        people=tuple(_as_seen_by(actor, each) for each in people),
        history=tuple(merchant_lists.history(tx, query.merchant_id)),
    )


def _applicants(tx: Session, query: MerchantQuery) -> list[MerchantPerson]:
    return [
        MerchantPerson(
            role=each.role,
            name=each.name,
            login_id=each.login_id,
            email=each.email,
            has_account=False,
        )
        for each in registration_orders.applicants(tx, query.merchant_id)
    ]


def _as_seen_by(actor: Actor, person: MerchantPerson) -> MerchantPerson:
    if actor.role is not Role.OFFICE_VIEWER:
        return person
    return replace(person, email=masked(person.email))
