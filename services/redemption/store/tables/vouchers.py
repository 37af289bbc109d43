"""Batches, their print files, and vouchers."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from machiken.database import APPEND_ONLY, READ_ADD_CHANGE
from services.redemption.store.tables.base import METADATA

BATCH = Table(
    "batch",
    METADATA,
    Column("batch_id", Uuid, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.campaign_id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("voucher_count", Integer, nullable=False),
    Column("face_yen", Integer, nullable=False),
    Column("first_serial", BigInteger, nullable=False),
    Column("sheet_parts", Integer, nullable=False),
    Column("codes_parts", Integer, nullable=False),
    Column("requested_at", DateTime(timezone=True), nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("live_at", DateTime(timezone=True)),
    Column("live_by", Text),
    # No foreign key: vouchers refer to batches already; `verify` looks after it.
    Column("replaces_serial", BigInteger),
    Index(None, "campaign_id", "replaces_serial"),
    CheckConstraint("replaces_serial is null or voucher_count = 1", "replaces_one"),
    CheckConstraint("voucher_count > 0", name="count_positive"),
    CheckConstraint("state in ('requested', 'issued', 'live')", name="state_known"),
    info=READ_ADD_CHANGE,
)

PRINT_FILE = Table(
    "print_file",
    METADATA,
    Column("batch_id", ForeignKey("batch.batch_id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("sealed_content", LargeBinary, nullable=False),
    info=READ_ADD_CHANGE,
)

PRINT_FILE_FETCH = Table(
    "print_file_fetch",
    METADATA,
    Column("fetch_id", BigInteger, Identity(always=True), primary_key=True),
    Column("batch_id", ForeignKey("batch.batch_id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("part", Integer, nullable=False),
    Column("fetched_at", DateTime(timezone=True), nullable=False),
    Column("fetched_by", Text, nullable=False),
    info=APPEND_ONLY,
)

VOUCHER = Table(
    "voucher",
    METADATA,
    Column("voucher_id", BigInteger, Identity(always=True), primary_key=True),
    Column("campaign_id", ForeignKey("campaign.campaign_id"), nullable=False),
    Column("batch_id", ForeignKey("batch.batch_id"), nullable=False, index=True),
    Column("serial", BigInteger, nullable=False),
    Column("code_digest", LargeBinary, nullable=False, unique=True),
    Column("code_tail", Text, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("face_yen", Integer, nullable=False),
    Column("balance_yen", Integer, nullable=False),
    Column("used_at", DateTime(timezone=True)),
    Column("live_at", DateTime(timezone=True)),
    Column("live_by", Text),
    Column("stopped_at", DateTime(timezone=True)),
    Column("stopped_by", Text),
    Column("stop_reason", Text),
    UniqueConstraint("campaign_id", "serial"),
    CheckConstraint("face_yen > 0", name="face_positive"),
    CheckConstraint("balance_yen between 0 and face_yen", name="balance_in_face"),
    # Half of each page is left free: redeeming changes balance and use, neither of
    # which is indexed, so the new version fits beside the old one (HOT).
    postgresql_with={"fillfactor": "60"},
    info=READ_ADD_CHANGE,
)
