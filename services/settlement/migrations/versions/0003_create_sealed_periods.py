"""Create what redemption has sealed, to compare the ledger with."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "sealed_period",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("pay_by", sa.Date(), nullable=False),
        sa.Column("issuer_code", sa.Text(), nullable=False),
        sa.Column("sealed_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "first_on <= last_on", name="sealed_period_days_in_order_ck"
        ),
        sa.PrimaryKeyConstraint("campaign_id", "last_on", name="sealed_period_pk"),
    )
    op.create_table(
        "sealed_sum",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_code", sa.Text(), nullable=False),
        sa.Column("payments", sa.BigInteger(), nullable=False),
        sa.Column("paid_yen", sa.BigInteger(), nullable=False),
        sa.Column("refunds", sa.BigInteger(), nullable=False),
        sa.Column("refunded_yen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "refunded_yen between 0 and paid_yen", name="sealed_sum_net_not_negative_ck"
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id", "last_on"],
            ["sealed_period.campaign_id", "sealed_period.last_on"],
            name="sealed_sum_campaign_id_fk",
        ),
        sa.PrimaryKeyConstraint(
            "campaign_id", "last_on", "merchant_id", name="sealed_sum_pk"
        ),
    )


def downgrade() -> None:
    op.drop_table("sealed_sum")
    op.drop_table("sealed_period")
