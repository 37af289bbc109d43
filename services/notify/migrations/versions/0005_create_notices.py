"""Create the notices that shops read on their own pages."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "notice",
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_id", sa.Uuid()),
        sa.Column("merchant_code", sa.Text()),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("published_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", moment),
        sa.PrimaryKeyConstraint("notice_id", name="notice_pk"),
        sa.CheckConstraint("first_on <= last_on", name="notice_days_in_order_ck"),
        sa.CheckConstraint(
            "author in ('city', 'system')", name="notice_author_known_ck"
        ),
        sa.CheckConstraint(
            "(merchant_id is null) = (merchant_code is null)",
            name="notice_merchant_whole_ck",
        ),
    )
    op.create_index("notice_campaign_ix", "notice", ["campaign_id", "last_on"])


def downgrade() -> None:
    op.drop_table("notice")
