"""Create what the worker counts, so that no page has to."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "campaign_count",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("issued", "sold", "used", "stopped", "samples")
        ),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("issued_yen", "sold_yen", "redeemed_yen", "unclaimed_yen")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.campaign_id"],
            name="campaign_count_campaign_id_fk",
        ),
        sa.PrimaryKeyConstraint("campaign_id", name="campaign_count_pk"),
    )
    op.create_table(
        "day_count",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("payments", sa.Integer(), nullable=False),
        sa.Column("paid_yen", sa.BigInteger(), nullable=False),
        sa.Column("refunds", sa.Integer(), nullable=False),
        sa.Column("refunded_yen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.campaign_id"], name="day_count_campaign_id_fk"
        ),
        sa.PrimaryKeyConstraint("campaign_id", "on", name="day_count_pk"),
    )


def downgrade() -> None:
    op.drop_table("day_count")
    op.drop_table("campaign_count")
