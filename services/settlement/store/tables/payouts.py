"""Accounts, holds, payouts and their transfers; account data lies encrypted."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from machiken.database import APPEND_ONLY, READ_ADD_CHANGE
from services.settlement.store.tables.base import METADATA, MOMENT

ACCOUNT_CHANGE = Table(
    "account_change",
    METADATA,
    Column("change_id", Uuid, primary_key=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("merchant_id", Uuid, nullable=False),
    Column("merchant_code", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("number_tail", Text, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("requester", Text, nullable=False),
    Column("requested_at", MOMENT, nullable=False),
    UniqueConstraint("change_id", "requested_by"),
    Index(None, "campaign_id", "requested_at"),
    Index(None, "merchant_id", "requested_at"),
    info=APPEND_ONLY,
)

ACCOUNT_DECISION = Table(
    "account_decision",
    METADATA,
    Column("change_id", Uuid, primary_key=True),
    Column("requested_by", Text, nullable=False),
    Column("approved", Boolean, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decider", Text, nullable=False),
    Column("decided_at", MOMENT, nullable=False),
    Column("usable_from", Date),
    ForeignKeyConstraint(
        ["change_id", "requested_by"],
        ["account_change.change_id", "account_change.requested_by"],
    ),
    CheckConstraint("decided_by <> requested_by", name="two_persons"),
    info=APPEND_ONLY,
)

HOLD = Table(
    "hold",
    METADATA,
    Column("hold_id", BigInteger, Identity(always=True), primary_key=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("merchant_id", Uuid, nullable=False),
    Column("merchant_code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("held_by", Text, nullable=False),
    Column("held_at", MOMENT, nullable=False),
    Column("released_by", Text),
    Column("released_at", MOMENT),
    CheckConstraint(
        "(released_by is null) = (released_at is null)", name="released_whole"
    ),
    Index(
        "hold_merchant_uq",
        "merchant_id",
        unique=True,
        postgresql_where=text("released_at is null"),
    ),
    info=READ_ADD_CHANGE,
)

PAYER = Table(
    "payer",
    METADATA,
    Column("payer_id", BigInteger, Identity(always=True), primary_key=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("set_at", MOMENT, nullable=False),
    Index(None, "campaign_id", "payer_id"),
    info=APPEND_ONLY,
)

PAYOUT = Table(
    "payout",
    METADATA,
    Column("payout_id", Uuid, primary_key=True),
    Column("payout_no", BigInteger, Identity(always=True), nullable=False, unique=True),
    Column("campaign_id", Uuid, nullable=False),
    Column("issuer_code", Text, nullable=False),
    Column("pay_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("transfers", Integer, nullable=False),
    Column("total_yen", BigInteger, nullable=False),
    Column("payer_sealed", Text, nullable=False),
    Column("prepared_by", Text, nullable=False),
    Column("preparer", Text, nullable=False),
    Column("prepared_at", MOMENT, nullable=False),
    Column("decided_by", Text),
    Column("decider", Text, nullable=False, server_default=""),
    Column("decided_at", MOMENT),
    Column("issued_at", MOMENT),
    Column("sha256", Text, nullable=False, server_default=""),
    CheckConstraint(
        "state in ('prepared', 'approved', 'rejected', 'issued')", name="state_known"
    ),
    CheckConstraint("prepared_by <> decided_by", name="two_persons"),
    CheckConstraint("(state = 'prepared') = (decided_by is null)", name="decided"),
    CheckConstraint("(state = 'issued') = (issued_at is not null)", name="issued"),
    CheckConstraint("transfers > 0 and total_yen > 0", name="not_empty"),
    Index(None, "campaign_id", "payout_no"),
    info=READ_ADD_CHANGE,
)

TRANSFER = Table(
    "transfer",
    METADATA,
    Column("transfer_no", BigInteger, Identity(always=True), primary_key=True),
    Column("payout_id", ForeignKey("payout.payout_id"), nullable=False, index=True),
    Column("statement_id", ForeignKey("statement.statement_id"), nullable=False),
    Column("amount_yen", BigInteger, nullable=False),
    Column("account_sealed", Text, nullable=False),
    Column("number_tail", Text, nullable=False),
    Column("outcome", Text),
    Column("reason", Text, nullable=False, server_default=""),
    Column("fee_yen", BigInteger, nullable=False, server_default=text("0")),
    CheckConstraint("amount_yen > 0", name="amount_positive"),
    CheckConstraint(
        "outcome in ('paid', 'returned', 'withdrawn')", name="outcome_known"
    ),
    # A statement is on one way to the bank at a time, and is paid once.
    Index(
        "transfer_statement_uq",
        "statement_id",
        unique=True,
        postgresql_where=text("outcome is null or outcome = 'paid'"),
    ),
    info=READ_ADD_CHANGE,
)

BANK_FILE = Table(
    "bank_file",
    METADATA,
    Column("payout_id", ForeignKey("payout.payout_id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    info=APPEND_ONLY,
)
