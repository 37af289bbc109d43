"""Reading and writing campaigns; their half-months are in `half_months`."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, text, update
from sqlalchemy.orm import Session

from machiken.contracts.redemption import CampaignRules, CampaignUnknown
from machiken.contracts.wire import from_wire, to_wire
from machiken.ids import CampaignId, IssuerCode
from services.redemption.domain.campaign import Campaign
from services.redemption.store.tables import BATCH, CAMPAIGN, CAMPAIGN_VERSION

_BY_ID = select(CAMPAIGN).where(CAMPAIGN.c.campaign_id == bindparam("campaign_id"))
_BY_ISSUER = select(CAMPAIGN).where(CAMPAIGN.c.issuer_code == bindparam("issuer"))
_LOCK = text("select pg_advisory_xact_lock(hashtext('campaign ' || :issuer))")


def lock(tx: Session, issuer_code: IssuerCode) -> None:
    """Let only one transaction at a time change the campaign of this issuer."""
    tx.execute(_LOCK, {"issuer": issuer_code})


def get(tx: Session, campaign_id: CampaignId) -> Campaign:
    """Return the campaign. Raises `CampaignUnknown`."""
    row = tx.execute(_BY_ID, {"campaign_id": campaign_id}).first()
    if row is None:
        raise CampaignUnknown
    return campaign_in(row)


def find(tx: Session, issuer_code: IssuerCode) -> Campaign | None:
    """Return the campaign of an issuer, or None."""
    row = tx.execute(_BY_ISSUER, {"issuer": issuer_code}).first()
    return None if row is None else campaign_in(row)


def of_issuer(tx: Session, issuer_code: IssuerCode) -> Campaign:
    """Return the campaign of an issuer. Raises `CampaignUnknown`."""
    found = find(tx, issuer_code)
    if found is None:
        raise CampaignUnknown
    return found


def add(tx: Session, campaign: Campaign, *, at: datetime, by: str) -> None:
    """Write a new campaign down."""
    tx.execute(
        insert(CAMPAIGN).values(
            campaign_id=campaign.campaign_id,
            issuer_code=campaign.rules.issuer_code,
            voucher_prefix=campaign.rules.voucher_prefix,
            version=campaign.version,
            rules=to_wire(campaign.rules),
            next_serial=1,
            applied_at=at,
            applied_by=by,
        )
    )
    _keep_version(tx, campaign, at=at, by=by)


def change(tx: Session, campaign: Campaign, *, at: datetime, by: str) -> None:
    """Replace a campaign's rules."""
    tx.execute(
        update(CAMPAIGN)
        .where(CAMPAIGN.c.campaign_id == campaign.campaign_id)
        .values(
            voucher_prefix=campaign.rules.voucher_prefix,
            version=campaign.version,
            rules=to_wire(campaign.rules),
            applied_at=at,
            applied_by=by,
        )
    )
    _keep_version(tx, campaign, at=at, by=by)


def applied(tx: Session) -> list[tuple[Campaign, datetime, str]]:
    """Return all campaigns with when and by whom they were changed last."""
    rows = tx.execute(select(CAMPAIGN).order_by(CAMPAIGN.c.applied_at.desc()))
    return [(campaign_in(row), row.applied_at, row.applied_by) for row in rows]


def versions(
    tx: Session, campaign_id: CampaignId
) -> list[tuple[Campaign, datetime, str]]:
    """Return all versions of the campaign in turn, with when and by whom."""
    rows = tx.execute(
        select(CAMPAIGN_VERSION)
        .where(CAMPAIGN_VERSION.c.campaign_id == campaign_id)
        .order_by(CAMPAIGN_VERSION.c.version)
    )
    return [(campaign_in(row), row.applied_at, row.applied_by) for row in rows]


def take_serials(tx: Session, campaign_id: CampaignId, count: int) -> int:
    """Return the first of `count` serials that belong to the caller from now on."""
    taken = (
        update(CAMPAIGN)
        .where(CAMPAIGN.c.campaign_id == campaign_id)
        .values(next_serial=CAMPAIGN.c.next_serial + count)
        .returning(CAMPAIGN.c.next_serial)
    )
    return int(tx.execute(taken).scalar_one()) - count


def has_batches(tx: Session, campaign_id: CampaignId) -> bool:
    """Return whether vouchers of the campaign were ever ordered."""
    one = select(BATCH.c.batch_id).where(BATCH.c.campaign_id == campaign_id)
    return tx.execute(one.limit(1)).first() is not None


def is_anothers_prefix(
    tx: Session, campaign_id: CampaignId | None, prefix: str
) -> bool:
    """Return whether another campaign's vouchers begin with this prefix."""
    other = select(CAMPAIGN.c.campaign_id).where(CAMPAIGN.c.voucher_prefix == prefix)
    return tx.scalar(other) not in {None, campaign_id}


def campaign_in(row: Row[Any]) -> Campaign:
    """Return the campaign that a row of its table carries."""
    return Campaign(
        campaign_id=CampaignId(row.campaign_id),
        version=row.version,
        rules=from_wire(CampaignRules, row.rules),
    )


def _keep_version(tx: Session, campaign: Campaign, *, at: datetime, by: str) -> None:
    tx.execute(
        insert(CAMPAIGN_VERSION).values(
            campaign_id=campaign.campaign_id,
            version=campaign.version,
            rules=to_wire(campaign.rules),
            applied_at=at,
            applied_by=by,
        )
    )
