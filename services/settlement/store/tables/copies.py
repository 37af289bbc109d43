"""What other services told: campaigns, merchants, sealed half-months."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)

from machiken.database import APPEND_ONLY, READ_ADD_CHANGE
from services.settlement.store.tables.base import METADATA, MOMENT

CAMPAIGN = Table(
    "campaign",
    METADATA,
    Column("campaign_id", Uuid, primary_key=True),
    Column("issuer_code", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("redeem_last_on", Date),
    info=READ_ADD_CHANGE,
)

MERCHANT = Table(
    "merchant",
    METADATA,
    Column("merchant_id", Uuid, primary_key=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("merchant_code", Text, nullable=False),
    Column("merchant_name", Text, nullable=False),
    Column("company_id", Uuid, nullable=False),
    Column("as_of", MOMENT, nullable=False),
    Index(None, "company_id", "campaign_id"),
    info=READ_ADD_CHANGE,
)

SEALED_PERIOD = Table(
    "sealed_period",
    METADATA,
    Column("campaign_id", Uuid, primary_key=True),
    Column("last_on", Date, primary_key=True),
    Column("first_on", Date, nullable=False),
    Column("pay_by", Date, nullable=False),
    Column("issuer_code", Text, nullable=False),
    Column("sealed_at", MOMENT, nullable=False),
    CheckConstraint("first_on <= last_on", name="days_in_order"),
    info=APPEND_ONLY,
)

SEALED_SUM = Table(
    "sealed_sum",
    METADATA,
    Column("campaign_id", Uuid, primary_key=True),
    Column("last_on", Date, primary_key=True),
    Column("merchant_id", Uuid, primary_key=True),
    Column("merchant_code", Text, nullable=False),
    Column("payments", BigInteger, nullable=False),
    Column("paid_yen", BigInteger, nullable=False),
    Column("refunds", BigInteger, nullable=False),
    Column("refunded_yen", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["campaign_id", "last_on"],
        ["sealed_period.campaign_id", "sealed_period.last_on"],
    ),
    CheckConstraint("refunded_yen between 0 and paid_yen", name="net_not_negative"),
    info=APPEND_ONLY,
)
