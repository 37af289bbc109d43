"""The audit (監査記録): who did what to money, written once."""

from sqlalchemy import BigInteger, Column, Identity, Index, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from machiken.database import APPEND_ONLY
from services.settlement.store.tables.base import METADATA, MOMENT

ACT = Table(
    "act",
    METADATA,
    Column("act_id", BigInteger, Identity(always=True), primary_key=True),
    Column("happened_at", MOMENT, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("login_id", Text, nullable=False),
    Column("facts", JSONB, nullable=False),
    Index(None, "name", "happened_at"),
    info=APPEND_ONLY,
)
