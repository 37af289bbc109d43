"""Who reads the town's letters: addresses, and who represents a merchant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from sqlalchemy import ColumnElement, Table, and_, case, select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.orm import Session

from machiken.contracts.auth import MerchantRegistered, RepresentativeChanged
from machiken.ids import CampaignId, MerchantCode, MerchantId, StaffId
from services.notify.store.tables import CONTACT, MERCHANT

_Before: TypeAlias = tuple[str, str]
_REPRESENTATIVE: Final[_Before] = ("representative_id", "represented_before")
_KEPT: Final = frozenset({"email_before", "represented_before", "changed_at"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Merchant:
    """A merchant as letters name it."""

    merchant_id: MerchantId
    merchant_name: str
    representative_id: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """Where a merchant's mails went until lately."""

    reader: StaffId
    email: str


def keep_contact(
    tx: Session, staff_id: StaffId, email: str, *, as_of: datetime
) -> None:
    """Keep somebody's address, unless a later one is here already."""
    told = insert(CONTACT).values(staff_id=staff_id, email=email, as_of=as_of)
    _keep_latest(tx, CONTACT, told, ("email", "email_before"))


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
    _keep_latest(tx, MERCHANT, told, _REPRESENTATIVE)


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
    _keep_latest(tx, MERCHANT, told, _REPRESENTATIVE)


def find_merchant(tx: Session, merchant_id: MerchantId) -> Merchant | None:
    """Return a merchant, or None where auth's word of it has not come yet."""
    return _merchant(tx, MERCHANT.c.merchant_id == merchant_id)


def former(tx: Session, merchant_id: MerchantId, *, after: datetime) -> list[Former]:
    """Return the representative's address before, and the representative before.

    Only those that were replaced after `after`.
    """
    own = MERCHANT.c.merchant_id == merchant_id
    address = (
        select(CONTACT.c.staff_id, CONTACT.c.email_before.label("email"))
        .join(MERCHANT, MERCHANT.c.representative_id == CONTACT.c.staff_id)
        .where(own, CONTACT.c.changed_at > after)
    )
    person = (
        select(CONTACT.c.staff_id, CONTACT.c.email)
        .join(MERCHANT, MERCHANT.c.represented_before == CONTACT.c.staff_id)
        .where(own, MERCHANT.c.changed_at > after)
    )
    rows = tx.execute(address.union_all(person))
    return [Former(reader=StaffId(row.staff_id), email=row.email) for row in rows]


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


def _keep_latest(tx: Session, table: Table, told: Insert, before: _Before) -> None:
    """Keep what was told, unless something later is here already.

    Where `before`'s first column changes, its second keeps what was there.
    """
    (key,) = table.primary_key
    now, kept = before
    ours = {key.name, *_KEPT}
    changed = [each.name for each in table.c if each.name not in ours]
    differs = table.c[now] != told.excluded[now]
    tx.execute(
        told.on_conflict_do_update(
            index_elements=[key],
            set_={name: told.excluded[name] for name in changed}
            | {
                kept: case((differs, table.c[now]), else_=table.c[kept]),
                "changed_at": case(
                    (differs, told.excluded.as_of), else_=table.c.changed_at
                ),
            },
            where=table.c.as_of < told.excluded.as_of,
        )
    )
