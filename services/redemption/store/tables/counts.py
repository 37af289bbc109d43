"""What the worker has counted, so that no page has to."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    Table,
)

from machiken.database import READ_WRITE
from services.redemption.store.tables.base import METADATA

CAMPAIGN_COUNT = Table(
    "campaign_count",
    METADATA,
    Column("campaign_id", ForeignKey("campaign.campaign_id"), primary_key=True),
    Column("counted_at", DateTime(timezone=True), nullable=False),
    Column("issued", Integer, nullable=False),
    Column("issued_yen", BigInteger, nullable=False),
    Column("sold", Integer, nullable=False),
    Column("sold_yen", BigInteger, nullable=False),
    Column("used", Integer, nullable=False),
    Column("stopped", Integer, nullable=False),
    Column("samples", Integer, nullable=False),
    Column("redeemed_yen", BigInteger, nullable=False),
    Column("unclaimed_yen", BigInteger, nullable=False),
    info=READ_WRITE,
)

DAY_COUNT = Table(
    "day_count",
    METADATA,
    Column("campaign_id", ForeignKey("campaign.campaign_id"), primary_key=True),
    Column("on", Date, primary_key=True),
    Column("payments", Integer, nullable=False),
    Column("paid_yen", BigInteger, nullable=False),
    Column("refunds", Integer, nullable=False),
    Column("refunded_yen", BigInteger, nullable=False),
    info=READ_WRITE,
)

SIGN_DAY = Table(
    "sign_day",
    METADATA,
    Column("campaign_id", ForeignKey("campaign.campaign_id"), primary_key=True),
    Column("on", Date, primary_key=True),
    Column("open", Integer, nullable=False),
    Column("checked_until", DateTime(timezone=True)),
    CheckConstraint("open >= 0", name="open_counted"),
    info=READ_WRITE,
)
