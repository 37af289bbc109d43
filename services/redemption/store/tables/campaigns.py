"""Campaigns and their half-months."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from machiken.database import APPEND_ONLY, READ_ADD_CHANGE, READ_WRITE
from services.redemption.store.tables.base import METADATA

CAMPAIGN = Table(
    "campaign",
    METADATA,
    Column("campaign_id", Uuid, primary_key=True),
    Column("issuer_code", Text, nullable=False, unique=True),
    Column("voucher_prefix", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("rules", JSONB, nullable=False),
    Column("next_serial", BigInteger, nullable=False),
    Column("applied_at", DateTime(timezone=True), nullable=False),
    Column("applied_by", Text, nullable=False),
    info=READ_ADD_CHANGE,
)

CAMPAIGN_VERSION = Table(
    "campaign_version",
    METADATA,
    Column("campaign_id", ForeignKey("campaign.campaign_id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("rules", JSONB, nullable=False),
    Column("applied_at", DateTime(timezone=True), nullable=False),
    Column("applied_by", Text, nullable=False),
    info=APPEND_ONLY,
)

BANK_YEAR = Table(
    "bank_year",
    METADATA,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("holidays", JSONB, nullable=False),
    Column("applied_at", DateTime(timezone=True), nullable=False),
    Column("applied_by", Text, nullable=False),
    CheckConstraint("year between 2000 and 2199", name="in_reason"),
    info=READ_ADD_CHANGE,
)

PERIOD = Table(
    "period",
    METADATA,
    Column("campaign_id", ForeignKey("campaign.campaign_id"), primary_key=True),
    Column("last_on", Date, primary_key=True),
    Column("first_on", Date, nullable=False),
    Column("pay_by", Date, nullable=False),
    Column("sealed_at", DateTime(timezone=True)),
    CheckConstraint("first_on <= last_on", name="days_in_order"),
    CheckConstraint("last_on < pay_by", name="paid_after_closing"),
    info=READ_WRITE,
)
