"""Know a campaign's last days and film, and a merchant's campaign, code and company."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column(
        "campaign",
        sa.Column("video_url", sa.Text(), nullable=False, server_default=sa.text("''")),
    )
    op.add_column("campaign", sa.Column("use_last_on", sa.Date()))
    op.add_column("campaign", sa.Column("redeem_last_on", sa.Date()))
    op.add_column("merchant", sa.Column("campaign_id", sa.Uuid()))
    op.add_column("merchant", sa.Column("merchant_code", sa.Text()))
    op.add_column("merchant", sa.Column("company_id", sa.Uuid()))
    op.create_index(
        "merchant_campaign_ix", "merchant", ["campaign_id", "merchant_code"]
    )


def downgrade() -> None:
    op.drop_index("merchant_campaign_ix", "merchant")
    for column in ("company_id", "merchant_code", "campaign_id"):
        op.drop_column("merchant", column)
    for column in ("redeem_last_on", "use_last_on", "video_url"):
        op.drop_column("campaign", column)
