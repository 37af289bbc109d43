"""Create the letters, their readers, and the copies of campaigns and merchants."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_kernel_tables()
    _create_copies()
    _create_letter()
    op.create_table(
        "unaddressed",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid()),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "kind", name="unaddressed_pk"),
    )
    op.create_index("unaddressed_merchant_id_ix", "unaddressed", ["merchant_id"])


def downgrade() -> None:
    for table in ("unaddressed", "letter", "contact", "merchant", "campaign"):
        op.drop_table(table)
    for table in ("inbox", "rehearsal_clock"):
        op.drop_table(table)


def _create_kernel_tables() -> None:
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("handler", sa.Text(), nullable=False),
        sa.Column(
            "handled_at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.func.clock_timestamp(),
        ),
        sa.PrimaryKeyConstraint("event_id", "handler", name="inbox_pk"),
    )
    op.create_table(
        "rehearsal_clock",
        sa.Column("singleton", sa.Integer(), nullable=False),
        sa.Column("shift", postgresql.INTERVAL(), nullable=False),
        sa.CheckConstraint("singleton = 1", name="rehearsal_clock_only_one_row_ck"),
        sa.PrimaryKeyConstraint("singleton", name="rehearsal_clock_pk"),
    )


def _create_copies() -> None:
    texts = ("issuer_code", "issuer_name", "name", "mail_from", "contact")
    op.create_table(
        "campaign",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.PrimaryKeyConstraint("campaign_id", name="campaign_pk"),
    )
    op.create_table(
        "merchant",
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_name", sa.Text(), nullable=False),
        sa.Column("representative_id", sa.Uuid(), nullable=False),
        _moment("as_of", nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", name="merchant_pk"),
    )
    op.create_table(
        "contact",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        _moment("as_of", nullable=False),
        sa.PrimaryKeyConstraint("staff_id", name="contact_pk"),
    )


def _create_letter() -> None:
    op.create_table(
        "letter",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("reader", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid()),
        sa.Column("email", sa.Text()),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.Column("secret", sa.Text()),
        _moment("written_at", nullable=False),
        _moment("expires_at"),
        _moment("due_at", nullable=False),
        _moment("leased_until"),
        sa.Column("tries", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("message_id", sa.Text()),
        _moment("sent_at"),
        _moment("given_up_at"),
        *_letter_constraints(),
    )
    op.create_index(
        "letter_waiting_ix",
        "letter",
        ["urgent", "due_at"],
        postgresql_where=sa.text("sent_at is null and given_up_at is null"),
    )


def _letter_constraints() -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("letter_id", name="letter_pk"),
        sa.UniqueConstraint(
            "event_id", "kind", "reader", name="letter_event_id_kind_reader_uq"
        ),
        sa.CheckConstraint(
            "num_nonnulls(sent_at, given_up_at) <= 1", name="letter_one_end_ck"
        ),
        sa.CheckConstraint(
            "secret is null or (sent_at is null and given_up_at is null)",
            name="letter_secret_erased_ck",
        ),
    )


def _moment(name: str, *, nullable: bool = True) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
