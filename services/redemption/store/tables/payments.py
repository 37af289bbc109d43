"""Checkouts and redemptions; refunds are in `refunds`.

Redemptions and their lines are written once: the service's role may not
change them. A voucher's balance is kept for speed; `verify` recomputes it from them.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from machiken.database import APPEND_ONLY, READ_ADD_CHANGE, READ_WRITE
from services.redemption.store.tables.base import METADATA

CHECKOUT = Table(
    "checkout",
    METADATA,
    Column("checkout_id", Uuid, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.campaign_id"), nullable=False),
    Column("merchant_id", Uuid, nullable=False),
    Column("login_id", Text, nullable=False),
    Column("target_yen", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("positions_given", Integer, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("practice", Boolean, nullable=False, server_default=text("false")),
    CheckConstraint("target_yen > 0", name="target_positive"),
    CheckConstraint("state in ('open', 'redeemed', 'aborted')", name="state_known"),
    info=READ_ADD_CHANGE,
)

CHECKOUT_READ = Table(
    "checkout_read",
    METADATA,
    Column("checkout_id", ForeignKey("checkout.checkout_id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("voucher_id", ForeignKey("voucher.voucher_id"), nullable=False, index=True),
    Column("amount_yen", Integer, nullable=False),
    Column("read_id", Uuid),
    UniqueConstraint("checkout_id", "voucher_id"),
    CheckConstraint("amount_yen > 0", name="amount_positive"),
    info=READ_WRITE,
)

REDEMPTION = Table(
    "redemption",
    METADATA,
    Column("checkout_id", Uuid, primary_key=True),
    Column("payment_no", Text, nullable=False, unique=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("merchant_id", Uuid, nullable=False),
    Column("merchant_code", Text, nullable=False),
    Column("login_id", Text, nullable=False),
    Column("total_yen", Integer, nullable=False),
    Column("voucher_count", Integer, nullable=False),
    Column("redeemed_at", DateTime(timezone=True), nullable=False),
    Column("period_last_on", Date, nullable=False),
    ForeignKeyConstraint(
        ["campaign_id", "period_last_on"], ["period.campaign_id", "period.last_on"]
    ),
    CheckConstraint("total_yen > 0", name="total_positive"),
    CheckConstraint("voucher_count between 1 and 1000", name="count_in_reason"),
    info=APPEND_ONLY,
)

Index(
    "redemption_merchant_redeemed_ix",
    REDEMPTION.c.merchant_id,
    REDEMPTION.c.redeemed_at,
)

# Sealing adds up one half-month, and may not read all the earlier ones for it.
Index(
    "redemption_campaign_period_ix",
    REDEMPTION.c.campaign_id,
    REDEMPTION.c.period_last_on,
)

# Signs of fraud are looked for day by day, over all merchants.
Index(
    "redemption_campaign_redeemed_ix",
    REDEMPTION.c.campaign_id,
    REDEMPTION.c.redeemed_at,
)

REDEMPTION_LINE = Table(
    "redemption_line",
    METADATA,
    Column("checkout_id", ForeignKey("redemption.checkout_id"), primary_key=True),
    Column("voucher_id", ForeignKey("voucher.voucher_id"), primary_key=True),
    Column("amount_yen", Integer, nullable=False),
    CheckConstraint("amount_yen > 0", name="amount_positive"),
    info=APPEND_ONLY,
)

Index("redemption_line_voucher_ix", REDEMPTION_LINE.c.voucher_id)

PRACTICE_PAYMENT = Table(
    "practice_payment",
    METADATA,
    Column("checkout_id", ForeignKey("checkout.checkout_id"), primary_key=True),
    Column("number", BigInteger, Identity(always=True), nullable=False, unique=True),
    Column("merchant_id", Uuid, nullable=False),
    Column("merchant_code", Text, nullable=False),
    Column("login_id", Text, nullable=False),
    Column("total_yen", Integer, nullable=False),
    Column("voucher_count", Integer, nullable=False),
    Column("practised_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("total_yen > 0", name="total_positive"),
    info=APPEND_ONLY,
)

PAYMENT_COUNTER = Table(
    "payment_counter",
    METADATA,
    Column("campaign_id", Uuid, primary_key=True),
    Column("merchant_code", Text, primary_key=True),
    Column("paid_on", Date, primary_key=True),
    Column("last_number", BigInteger, nullable=False),
    info=READ_ADD_CHANGE,
)
