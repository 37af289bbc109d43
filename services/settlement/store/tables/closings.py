"""Closings, the statements that they froze, where those stand, and adjustments."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from machiken.database import APPEND_ONLY, READ_ADD_CHANGE
from services.settlement.store.tables.base import METADATA, MOMENT

CLOSING = Table(
    "closing",
    METADATA,
    Column("campaign_id", Uuid, primary_key=True),
    Column("last_on", Date, primary_key=True),
    Column("closed_by", Text, nullable=False),
    Column("closed_at", MOMENT, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("net_yen", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    ForeignKeyConstraint(
        ["campaign_id", "last_on"],
        ["sealed_period.campaign_id", "sealed_period.last_on"],
    ),
    info=APPEND_ONLY,
)

STATEMENT = Table(
    "statement",
    METADATA,
    Column("statement_id", Uuid, primary_key=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("merchant_id", Uuid, nullable=False),
    Column("merchant_code", Text, nullable=False),
    Column("merchant_name", Text, nullable=False),
    Column("company_id", Uuid, nullable=False),
    Column("payments", BigInteger, nullable=False),
    Column("paid_yen", BigInteger, nullable=False),
    Column("refunds", BigInteger, nullable=False),
    Column("refunded_yen", BigInteger, nullable=False),
    Column("adjusted_yen", BigInteger, nullable=False),
    Column("carried_yen", BigInteger, nullable=False),
    Column("net_yen", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    UniqueConstraint("campaign_id", "last_on", "merchant_id"),
    ForeignKeyConstraint(
        ["campaign_id", "last_on"], ["closing.campaign_id", "closing.last_on"]
    ),
    CheckConstraint(
        "net_yen = paid_yen - refunded_yen + adjusted_yen + carried_yen",
        name="net_summed",
    ),
    CheckConstraint("carried_yen <= 0", name="carried_not_positive"),
    Index(None, "company_id", "campaign_id", "last_on"),
    Index(None, "merchant_id", "last_on"),
    info=APPEND_ONLY,
)

STANDING = Table(
    "standing",
    METADATA,
    Column("statement_id", ForeignKey("statement.statement_id"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("since", MOMENT, nullable=False),
    CheckConstraint(
        "state in ('closed', 'approved', 'issued', 'paid', 'returned')",
        name="state_known",
    ),
    info=READ_ADD_CHANGE,
)

ADJUSTMENT = Table(
    "adjustment",
    METADATA,
    Column("adjustment_id", Uuid, primary_key=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("issuer_code", Text, nullable=False),
    Column("merchant_id", Uuid, nullable=False),
    Column("merchant_code", Text, nullable=False),
    Column("amount_yen", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("proposer", Text, nullable=False),
    Column("proposed_at", MOMENT, nullable=False),
    Column("approved", Boolean),
    Column("decided_by", Text),
    Column("decider", Text, nullable=False, server_default=""),
    Column("decided_at", MOMENT),
    Column("taken_on", Date),
    CheckConstraint("amount_yen <> 0", name="amount_not_zero"),
    CheckConstraint("proposed_by <> decided_by", name="two_persons"),
    CheckConstraint(
        "(approved is null) = (decided_by is null)"
        " and (approved is null) = (decided_at is null)",
        name="decided_whole",
    ),
    CheckConstraint("taken_on is null or approved", name="taken_if_approved"),
    Index(None, "campaign_id", "proposed_at"),
    info=READ_ADD_CHANGE,
)
