"""Exports and their files."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    text,
)

from machiken.database import READ_ADD_CHANGE, READ_ADD_REMOVE
from services.settlement.store.tables.base import METADATA, MOMENT

EXPORT = Table(
    "export",
    METADATA,
    Column("export_id", Uuid, primary_key=True),
    Column("serial", BigInteger, Identity(always=True), nullable=False, unique=True),
    Column("company_id", Uuid, nullable=False),
    Column("campaign_id", Uuid, nullable=False),
    Column("merchant_id", Uuid),
    Column("merchant_code", Text),
    Column("staff_id", Uuid),
    Column("unit", Text, nullable=False, server_default=text("'slip'")),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("requested_at", MOMENT, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("finished_at", MOMENT),
    Column("rows", BigInteger, nullable=False, server_default=text("0")),
    Column("paid_yen", BigInteger, nullable=False, server_default=text("0")),
    Column("refunded_yen", BigInteger, nullable=False, server_default=text("0")),
    Column("replaced", BigInteger, nullable=False, server_default=text("0")),
    Column("size_bytes", BigInteger, nullable=False, server_default=text("0")),
    Column("sha256", Text, nullable=False, server_default=text("''")),
    Column("parts", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("first_on <= last_on", name="days_in_order"),
    CheckConstraint("unit in ('slip', 'day', 'period')", name="unit_known"),
    CheckConstraint(
        "state in ('accepted', 'running', 'ready', 'failed', 'expired')",
        name="state_known",
    ),
    CheckConstraint(
        "(state in ('ready', 'failed', 'expired')) = (finished_at is not null)",
        name="finished",
    ),
    Index("export_company_ix", "company_id", "campaign_id", "serial"),
    Index(
        "export_unfinished_ix",
        "serial",
        postgresql_where=text("finished_at is null"),
    ),
    info=READ_ADD_CHANGE,
)

EXPORT_PART = Table(
    "export_part",
    METADATA,
    Column("export_id", ForeignKey("export.export_id"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    info=READ_ADD_REMOVE,
)
