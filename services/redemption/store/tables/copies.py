"""What auth told: which company a merchant belongs to."""

from sqlalchemy import Column, DateTime, Table, Text, Uuid

from machiken.database import READ_ADD_CHANGE
from services.redemption.store.tables.base import METADATA

MERCHANT = Table(
    "merchant",
    METADATA,
    Column("merchant_id", Uuid, primary_key=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("merchant_code", Text, nullable=False),
    Column("company_id", Uuid, nullable=False, index=True),
    Column("as_of", DateTime(timezone=True), nullable=False),
    info=READ_ADD_CHANGE,
)
