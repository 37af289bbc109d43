"""Merchants by their ids and codes: what they are called, and what they may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from machiken.contracts.actor import Role
from machiken.contracts.auth import MerchantRef, MerchantState
from machiken.contracts.redemption import SWITCHES
from machiken.ids import (
    CampaignId,
    CompanyCode,
    CompanyId,
    IssuerCode,
    MerchantCode,
    MerchantId,
    StaffId,
)
from services.auth.domain.account import searchable
from services.auth.store.tables import CAMPAIGN, COMPANY, MEMBERSHIP, MERCHANT


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A merchant with its company and its campaign."""

    merchant_id: MerchantId
    merchant_code: MerchantCode
    name: str
    company_id: CompanyId
    company_code: CompanyCode
    company_name: str
    campaign_id: CampaignId
    issuer_code: IssuerCode
    switches: dict[str, bool]

    def has(self, switch: str) -> bool:
        """Return whether the campaign has this switched on."""
        return self.switches.get(switch, SWITCHES[switch])


def get(tx: Session, merchant_id: MerchantId) -> Shop:
    """Return the merchant, which is there."""
    return _shop(
        tx.execute(_shops().where(MERCHANT.c.merchant_id == merchant_id)).one()
    )


def find(tx: Session, ref: MerchantRef) -> Shop | None:
    """Return the merchant of these codes, or None.

    Where applications with its code were turned down, they are not meant.
    """
    row = tx.execute(
        _shops()
        .where(
            CAMPAIGN.c.issuer_code == searchable(ref.issuer_code),
            MERCHANT.c.merchant_code == searchable(ref.merchant_code),
        )
        .order_by(
            MERCHANT.c.state == MerchantState.TURNED_DOWN.value,
            MERCHANT.c.registered_at.desc(),
        )
        .limit(1)
    ).one_or_none()
    return None if row is None else _shop(row)


def of_person(tx: Session, staff_id: StaffId) -> Sequence[tuple[Shop, Role]]:
    """Return where somebody may come in and as what, in the order of the codes."""
    rows = tx.execute(
        _shops()
        .add_columns(MEMBERSHIP.c.role)
        .join(MEMBERSHIP, MEMBERSHIP.c.merchant_id == MERCHANT.c.merchant_id)
        .where(MEMBERSHIP.c.staff_id == staff_id, MEMBERSHIP.c.disabled_at.is_(None))
        .order_by(MERCHANT.c.merchant_code)
    )
    return [(_shop(row), Role(row.role)) for row in rows]


def lock(tx: Session, merchant_id: MerchantId) -> None:
    """Make other changes of the merchant's representative wait until `tx` ends."""
    its = MERCHANT.c.merchant_id == merchant_id
    tx.execute(
        select(MERCHANT.c.merchant_id).where(its).with_for_update(key_share=True)
    )


def _shops() -> Select[Any]:
    return (
        select(
            MERCHANT.c.merchant_id,
            MERCHANT.c.merchant_code,
            MERCHANT.c.name,
            COMPANY.c.company_id,
            COMPANY.c.company_code,
            COMPANY.c.name.label("company_name"),
            CAMPAIGN.c.campaign_id,
            CAMPAIGN.c.issuer_code,
            CAMPAIGN.c.switches,
        )
        .join(COMPANY, COMPANY.c.company_id == MERCHANT.c.company_id)
        .join(CAMPAIGN, CAMPAIGN.c.campaign_id == MERCHANT.c.campaign_id)
    )


def _shop(row: Row[Any]) -> Shop:
    return Shop(
        merchant_id=MerchantId(row.merchant_id),
        merchant_code=MerchantCode(row.merchant_code),
        name=row.name,
        company_id=CompanyId(row.company_id),
        company_code=CompanyCode(row.company_code),
        company_name=row.company_name,
        campaign_id=CampaignId(row.campaign_id),
        issuer_code=IssuerCode(row.issuer_code),
        switches=row.switches,
    )
