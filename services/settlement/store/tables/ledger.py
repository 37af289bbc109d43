"""The ledger: journals, their entries, and the chain over both.

The service's role may read and add, nothing else. A trigger refuses at commit any
journal whose entries do not sum to zero (migration 0001).
"""

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
    SmallInteger,
    Table,
    Text,
    Uuid,
    func,
    text,
)

from machiken.database import APPEND_ONLY
from services.settlement.store.tables.base import METADATA, MOMENT

JOURNAL = Table(
    "journal",
    METADATA,
    Column("journal_id", BigInteger, Identity(always=True), primary_key=True),
    Column("event_id", Uuid, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("checkout_id", Uuid),
    Column("refund_id", Uuid, unique=True),
    Column("payment_no", Text),
    Column("campaign_id", Uuid, nullable=False),
    Column("issuer_code", Text, nullable=False),
    Column("merchant_id", Uuid, nullable=False),
    Column("merchant_code", Text, nullable=False),
    Column("staff_id", Uuid),
    Column("login_id", Text, nullable=False),
    Column("voucher_count", Integer),
    Column("amount_yen", BigInteger, nullable=False),
    Column("redeemed_at", MOMENT, nullable=False),
    Column("happened_at", MOMENT, nullable=False),
    Column("period_last_on", Date, nullable=False),
    Column(
        "recorded_at", MOMENT, nullable=False, server_default=func.clock_timestamp()
    ),
    CheckConstraint("amount_yen > 0", name="amount_positive"),
    CheckConstraint(
        "kind in ('redemption', 'refund', 'adjusted_up', 'adjusted_down',"
        " 'paid_out', 'sent_back')",
        name="kind_known",
    ),
    CheckConstraint("(kind = 'refund') = (refund_id is not null)", name="refund_named"),
    CheckConstraint(
        "(kind in ('redemption', 'refund')) = (checkout_id is not null)"
        " and (checkout_id is null) = (payment_no is null)",
        name="till_named",
    ),
    Index(
        "journal_redemption_uq",
        "checkout_id",
        unique=True,
        postgresql_where=text("kind = 'redemption'"),
    ),
    Index(
        "journal_refund_ix",
        "checkout_id",
        postgresql_where=text("kind = 'refund'"),
    ),
    Index("journal_export_ix", "merchant_id", "happened_at"),
    Index(None, "campaign_id", "period_last_on"),
    info=APPEND_ONLY,
)

ENTRY = Table(
    "entry",
    METADATA,
    Column("journal_id", ForeignKey("journal.journal_id"), primary_key=True),
    Column("line", SmallInteger, primary_key=True),
    Column("account", Text, nullable=False),
    Column("amount_yen", BigInteger, nullable=False),
    CheckConstraint("amount_yen <> 0", name="amount_not_zero"),
    info=APPEND_ONLY,
)

LINK = Table(
    "link",
    METADATA,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("journal_id", BigInteger, nullable=False, unique=True),
    Column("sha256", LargeBinary, nullable=False),
    CheckConstraint("octet_length(sha256) = 32", name="hash_whole"),
    CheckConstraint("position > 0", name="counted_from_one"),
    info=APPEND_ONLY,
)
