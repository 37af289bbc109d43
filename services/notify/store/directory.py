"""Who reads the town's letters: addresses, and who represents a merchant."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.orm import Session

from machiken.contracts.auth import MerchantRegistered, RepresentativeChanged
from machiken.ids import CampaignId, MerchantCode, MerchantId, StaffId
from services.notify.store.tables import CONTACT, MERCHANT


@dataclass(frozen=True, slots=True, kw_only=True)
class Merchant:
    """A merchant as letters name it."""

    merchant_id: MerchantId
    merchant_name: str
    representative_id: StaffId


def keep_contact(
    tx: Session, staff_id: StaffId, email: str, *, as_of: datetime
) -> None:
    """Keep somebody's address, unless a later one is here already."""
    told = insert(CONTACT).values(staff_id=staff_id, email=email, as_of=as_of)
    _keep_latest(tx, CONTACT, told)


def keep_merchant(tx: Session, event: MerchantRegistered, *, as_of: datetime) -> None:
    """Keep the merchant as it now stands, unless something later is here already."""
    told = insert(MERCHANT).values(
        merchant_id=event.merchant_id,
        merchant_name=event.merchant_name,
        campaign_id=event.campaign_id,
        merchant_code=event.merchant_code,
        company_id=event.company_id,
        representative_id=event.representative_id,
        as_of=as_of,
    )
    _keep_latest(tx, MERCHANT, told)


def keep_representative(
    tx: Session, event: RepresentativeChanged, *, as_of: datetime
) -> None:
    """Keep who represents the merchant, likewise."""
    told = insert(MERCHANT).values(
        merchant_id=event.merchant_id,
        merchant_name=event.merchant_name,
        representative_id=event.representative_id,
        as_of=as_of,
    )
    _keep_latest(tx, MERCHANT, told)


def find_merchant(tx: Session, merchant_id: MerchantId) -> Merchant | None:
    """Return a merchant, or None where auth's word of it has not come yet."""
    return _merchant(tx, MERCHANT.c.merchant_id == merchant_id)


def find_by_code(
    tx: Session, campaign_id: CampaignId, merchant_code: MerchantCode
) -> Merchant | None:
    """Return the campaign's merchant with this code, or None."""
    return _merchant(
        tx,
        and_(
            MERCHANT.c.campaign_id == campaign_id,
            MERCHANT.c.merchant_code == merchant_code,
        ),
    )


def _merchant(tx: Session, which: ColumnElement[bool]) -> Merchant | None:
    row = tx.execute(select(MERCHANT).where(which)).first()
    if row is None:
        return None
    return Merchant(
        merchant_id=MerchantId(row.merchant_id),
        merchant_name=row.merchant_name,
        representative_id=StaffId(row.representative_id),
    )


def _keep_latest(tx: Session, table: Table, told: Insert) -> None:
    (key,) = table.primary_key
    changed = [column.name for column in table.c if column is not key]
    tx.execute(
        told.on_conflict_do_update(
            index_elements=[key],
            set_={name: told.excluded[name] for name in changed},
            where=table.c.as_of < told.excluded.as_of,
        )
    )
