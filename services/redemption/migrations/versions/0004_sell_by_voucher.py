"""Let single vouchers be sold, and a lost one be replaced by a batch of one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("voucher", sa.Column("live_at", sa.DateTime(timezone=True)))
    op.add_column("voucher", sa.Column("live_by", sa.Text()))
    op.add_column("batch", sa.Column("replaces_serial", sa.BigInteger()))
    op.create_unique_constraint(
        "batch_campaign_id_replaces_serial_uq",
        "batch",
        ["campaign_id", "replaces_serial"],
    )
    op.create_check_constraint(
        op.f("batch_replaces_one_ck"),
        "batch",
        "replaces_serial is null or voucher_count = 1",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("batch_replaces_one_ck"), "batch")
    op.drop_constraint("batch_campaign_id_replaces_serial_uq", "batch")
    op.drop_column("batch", "replaces_serial")
    op.drop_column("voucher", "live_by")
    op.drop_column("voucher", "live_at")
