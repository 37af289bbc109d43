"""Vouchers that another merchant had when they were tried (不正の兆候).

One row for each voucher and merchant, however often it is tried: a shop that tries for
ever fills no table.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)

from machiken.database import READ_ADD_CHANGE
from services.redemption.store.tables.base import METADATA

VOUCHER_TRY = Table(
    "voucher_try",
    METADATA,
    Column(
        "voucher_id", BigInteger, ForeignKey("voucher.voucher_id"), primary_key=True
    ),
    Column("merchant_id", Uuid, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.campaign_id"), nullable=False),
    Column("merchant_code", Text, nullable=False),
    Column("login_id", Text, nullable=False),
    Column("other_merchant_id", Uuid, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("first_tried_at", DateTime(timezone=True), nullable=False),
    Column("last_tried_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("other_merchant_id <> merchant_id", name="two_merchants"),
    CheckConstraint("tries > 0", name="tries_positive"),
    info=READ_ADD_CHANGE,
)

Index(
    "voucher_try_campaign_tried_ix",
    VOUCHER_TRY.c.campaign_id,
    VOUCHER_TRY.c.last_tried_at,
)
