"""Refunds, and the vouchers that each gave back; written once, as payments are."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from machiken.database import APPEND_ONLY
from services.redemption.store.tables.base import METADATA

REFUND = Table(
    "refund",
    METADATA,
    Column("refund_id", Uuid, primary_key=True),
    Column(
        "checkout_id", ForeignKey("redemption.checkout_id"), nullable=False, index=True
    ),
    Column("merchant_id", Uuid, nullable=False),
    Column("login_id", Text, nullable=False),
    Column("amount_yen", Integer, nullable=False),
    Column("refunded_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("refund_id", "checkout_id"),  # so that lines can name both
    CheckConstraint("amount_yen > 0", name="amount_positive"),
    info=APPEND_ONLY,
)

Index("refund_merchant_refunded_ix", REFUND.c.merchant_id, REFUND.c.refunded_at)

# The key is the rule: what a payment took of a voucher is given back at most once.
REFUND_LINE = Table(
    "refund_line",
    METADATA,
    Column("checkout_id", Uuid, primary_key=True),
    Column("voucher_id", BigInteger, primary_key=True, index=True),
    Column("refund_id", Uuid, nullable=False, index=True),
    Column("amount_yen", Integer, nullable=False),
    ForeignKeyConstraint(
        ["checkout_id", "voucher_id"],
        ["redemption_line.checkout_id", "redemption_line.voucher_id"],
    ),
    ForeignKeyConstraint(
        ["refund_id", "checkout_id"], ["refund.refund_id", "refund.checkout_id"]
    ),
    CheckConstraint("amount_yen > 0", name="amount_positive"),
    info=APPEND_ONLY,
)
