"""Create campaigns, companies and merchants, and what the kernel needs."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_inbox()
    _create_outbox()
    _create_rehearsal_clock()
    _create_campaign()
    _create_company()
    _create_merchant()


def downgrade() -> None:
    for table in (
        "merchant",
        "company",
        "campaign",
        "rehearsal_clock",
        "outbox",
        "inbox",
    ):
        op.drop_table(table)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("handler", sa.Text(), nullable=False),
        sa.Column(
            "handled_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("event_id", "handler", name="inbox_pk"),
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True)),
        sa.Column("exchange", sa.Text(), nullable=False),
        sa.Column("event_name", sa.Text(), nullable=False),
        sa.Column("happened", postgresql.JSONB(), nullable=False),
        _moment("appended_at"),
        _moment("sent_at", nullable=True),
        sa.PrimaryKeyConstraint("position", name="outbox_pk"),
    )
    op.create_index(
        "outbox_unsent_ix",
        "outbox",
        ["position"],
        postgresql_where=sa.text("sent_at IS NULL"),
    )


def _create_rehearsal_clock() -> None:
    op.create_table(
        "rehearsal_clock",
        sa.Column("singleton", sa.Integer(), nullable=False),
        sa.Column("shift", postgresql.INTERVAL(), nullable=False),
        sa.CheckConstraint("singleton = 1", name="rehearsal_clock_only_one_row_ck"),
        sa.PrimaryKeyConstraint("singleton", name="rehearsal_clock_pk"),
    )


def _create_campaign() -> None:
    op.create_table(
        "campaign",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("issuer_code", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("campaign_id", name="campaign_pk"),
        sa.UniqueConstraint("issuer_code", name="campaign_issuer_code_uq"),
    )


def _create_company() -> None:
    op.create_table(
        "company",
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("company_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        _moment("registered_at"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.campaign_id"], name="company_campaign_id_fk"
        ),
        sa.PrimaryKeyConstraint("company_id", name="company_pk"),
        sa.UniqueConstraint(
            "campaign_id", "company_code", name="company_campaign_id_company_code_uq"
        ),
        sa.UniqueConstraint(
            "company_id", "campaign_id", name="company_company_id_campaign_id_uq"
        ),
    )


def _create_merchant() -> None:
    op.create_table(
        "merchant",
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        _moment("registered_at"),
        sa.ForeignKeyConstraint(
            ["company_id", "campaign_id"],
            ["company.company_id", "company.campaign_id"],
            name="merchant_company_id_fk",
        ),
        sa.PrimaryKeyConstraint("merchant_id", name="merchant_pk"),
        sa.UniqueConstraint(
            "campaign_id", "merchant_code", name="merchant_campaign_id_merchant_code_uq"
        ),
    )
    op.create_index(
        "merchant_company_id_campaign_id_ix", "merchant", ["company_id", "campaign_id"]
    )
