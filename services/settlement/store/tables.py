"""The tables of the settlement database.

`journal` and `entry` are the ledger: the service's role may read and add, nothing else.
A trigger refuses at commit any journal whose entries do not sum to zero (migration
0001).
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
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

from machiken.clock import rehearsal_clock_table
from machiken.database import APPEND_ONLY, READ_ADD_CHANGE, metadata
from machiken.inbox import inbox_table

METADATA = metadata()
INBOX = inbox_table(METADATA)
CLOCK = rehearsal_clock_table(METADATA)

_MOMENT = DateTime(timezone=True)

CAMPAIGN = Table(
    "campaign",
    METADATA,
    Column("campaign_id", Uuid, primary_key=True),
    Column("issuer_code", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
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
    Column("as_of", _MOMENT, nullable=False),
    Index(None, "company_id", "campaign_id"),
    info=READ_ADD_CHANGE,
)

JOURNAL = Table(
    "journal",
    METADATA,
    Column("journal_id", BigInteger, Identity(always=True), primary_key=True),
    Column("event_id", Uuid, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("checkout_id", Uuid, nullable=False),
    Column("refund_id", Uuid, unique=True),
    Column("payment_no", Text, nullable=False),
    Column("campaign_id", Uuid, nullable=False),
    Column("issuer_code", Text, nullable=False),
    Column("merchant_id", Uuid, nullable=False),
    Column("merchant_code", Text, nullable=False),
    Column("staff_id", Uuid),
    Column("login_id", Text, nullable=False),
    Column("voucher_count", Integer),
    Column("amount_yen", BigInteger, nullable=False),
    Column("redeemed_at", _MOMENT, nullable=False),
    Column("happened_at", _MOMENT, nullable=False),
    Column("period_last_on", Date, nullable=False),
    Column(
        "recorded_at", _MOMENT, nullable=False, server_default=func.clock_timestamp()
    ),
    CheckConstraint("amount_yen > 0", name="amount_positive"),
    CheckConstraint("kind in ('redemption', 'refund')", name="kind_known"),
    CheckConstraint("(kind = 'refund') = (refund_id is not null)", name="refund_named"),
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

SEALED_PERIOD = Table(
    "sealed_period",
    METADATA,
    Column("campaign_id", Uuid, primary_key=True),
    Column("last_on", Date, primary_key=True),
    Column("first_on", Date, nullable=False),
    Column("pay_by", Date, nullable=False),
    Column("issuer_code", Text, nullable=False),
    Column("sealed_at", _MOMENT, nullable=False),
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

EXPORT = Table(
    "export",
    METADATA,
    Column("export_id", Uuid, primary_key=True),
    Column("serial", BigInteger, Identity(always=True), nullable=False, unique=True),
    Column("company_id", Uuid, nullable=False),
    Column("campaign_id", Uuid, nullable=False),
    Column("merchant_id", Uuid),
    Column("merchant_code", Text),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("requested_at", _MOMENT, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("finished_at", _MOMENT),
    Column("rows", BigInteger, nullable=False, server_default=text("0")),
    Column("paid_yen", BigInteger, nullable=False, server_default=text("0")),
    Column("refunded_yen", BigInteger, nullable=False, server_default=text("0")),
    Column("replaced", BigInteger, nullable=False, server_default=text("0")),
    Column("size_bytes", BigInteger, nullable=False, server_default=text("0")),
    Column("sha256", Text, nullable=False, server_default=text("''")),
    Column("parts", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("first_on <= last_on", name="days_in_order"),
    CheckConstraint(
        "state in ('accepted', 'running', 'ready', 'failed')", name="state_known"
    ),
    CheckConstraint(
        "(state in ('ready', 'failed')) = (finished_at is not null)", name="finished"
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
    info=APPEND_ONLY,
)
