"""Create campaigns, batches and vouchers, and what the kernel needs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_outbox()
    _create_rehearsal_clock()
    _create_campaign()
    _create_period()
    _create_batch()
    _create_print_file()
    _create_print_file_fetch()
    _create_voucher()


def downgrade() -> None:
    for table in (
        "voucher",
        "print_file_fetch",
        "print_file",
        "batch",
        "period",
        "campaign",
        "rehearsal_clock",
        "outbox",
    ):
        op.drop_table(table)


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column(
            "position", sa.BigInteger(), sa.Identity(always=True), nullable=False
        ),
        sa.Column("exchange", sa.Text(), nullable=False),
        sa.Column("event_name", sa.Text(), nullable=False),
        sa.Column("happened", postgresql.JSONB(), nullable=False),
        sa.Column("appended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("position", name="outbox_pk"),
    )
    op.create_index(
        "outbox_unsent_ix",
        "outbox",
        ["position"],
        unique=False,
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
        sa.Column("voucher_prefix", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rules", postgresql.JSONB(), nullable=False),
        sa.Column("next_serial", sa.BigInteger(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("campaign_id", name="campaign_pk"),
        sa.UniqueConstraint("issuer_code", name="campaign_issuer_code_uq"),
        sa.UniqueConstraint("voucher_prefix", name="campaign_voucher_prefix_uq"),
    )


def _create_period() -> None:
    op.create_table(
        "period",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("pay_by", sa.Date(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("first_on <= last_on", name="period_days_in_order_ck"),
        sa.CheckConstraint("last_on < pay_by", name="period_paid_after_closing_ck"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.campaign_id"], name="period_campaign_id_fk"
        ),
        sa.PrimaryKeyConstraint("campaign_id", "last_on", name="period_pk"),
    )


def _create_batch() -> None:
    op.create_table(
        "batch",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("voucher_count", sa.Integer(), nullable=False),
        sa.Column("face_yen", sa.Integer(), nullable=False),
        sa.Column("first_serial", sa.BigInteger(), nullable=False),
        sa.Column("sheet_parts", sa.Integer(), nullable=False),
        sa.Column("codes_parts", sa.Integer(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("live_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("live_by", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state in ('requested', 'issued', 'live')", name="batch_state_known_ck"
        ),
        sa.CheckConstraint("voucher_count > 0", name="batch_count_positive_ck"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.campaign_id"], name="batch_campaign_id_fk"
        ),
        sa.PrimaryKeyConstraint("batch_id", name="batch_pk"),
    )


def _create_print_file() -> None:
    op.create_table(
        "print_file",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("sealed_content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.batch_id"], name="print_file_batch_id_fk"
        ),
        sa.PrimaryKeyConstraint("batch_id", "kind", "part", name="print_file_pk"),
    )


def _create_print_file_fetch() -> None:
    op.create_table(
        "print_file_fetch",
        sa.Column(
            "fetch_id", sa.BigInteger(), sa.Identity(always=True), nullable=False
        ),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetched_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.batch_id"], name="print_file_fetch_batch_id_fk"
        ),
        sa.PrimaryKeyConstraint("fetch_id", name="print_file_fetch_pk"),
    )


def _create_voucher() -> None:
    op.create_table(
        "voucher",
        sa.Column(
            "voucher_id", sa.BigInteger(), sa.Identity(always=True), nullable=False
        ),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.Column("code_digest", sa.LargeBinary(), nullable=False),
        sa.Column("code_tail", sa.Text(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("face_yen", sa.Integer(), nullable=False),
        sa.Column("balance_yen", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by", sa.Text(), nullable=True),
        sa.Column("stop_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "balance_yen between 0 and face_yen", name="voucher_balance_in_face_ck"
        ),
        sa.CheckConstraint("face_yen > 0", name="voucher_face_positive_ck"),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.batch_id"], name="voucher_batch_id_fk"
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.campaign_id"], name="voucher_campaign_id_fk"
        ),
        sa.PrimaryKeyConstraint("voucher_id", name="voucher_pk"),
        sa.UniqueConstraint(
            "campaign_id", "serial", name="voucher_campaign_id_serial_uq"
        ),
        sa.UniqueConstraint("code_digest", name="voucher_code_digest_uq"),
        postgresql_with={"fillfactor": "60"},
    )
    op.create_index("voucher_batch_id_ix", "voucher", ["batch_id"], unique=False)
