"""Sealing adds up one half-month; without an index it read every payment ever made."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_index(
        "redemption_campaign_period_ix",
        "redemption",
        ["campaign_id", "period_last_on"],
    )


def downgrade() -> None:
    op.drop_index("redemption_campaign_period_ix", table_name="redemption")
