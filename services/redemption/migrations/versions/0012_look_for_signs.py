"""Keep who tried a voucher that another merchant had, and find a day's payments."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "voucher_try",
        sa.Column("voucher_id", sa.BigInteger(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_code", sa.Text(), nullable=False),
        sa.Column("login_id", sa.Text(), nullable=False),
        sa.Column("other_merchant_id", sa.Uuid(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("first_tried_at", _MOMENT, nullable=False),
        sa.Column("last_tried_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("voucher_id", "merchant_id", name="voucher_try_pk"),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.voucher_id"], name="voucher_try_voucher_id_fk"
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.campaign_id"],
            name="voucher_try_campaign_id_fk",
        ),
        sa.CheckConstraint("other_merchant_id <> merchant_id", name="two_merchants"),
        sa.CheckConstraint("tries > 0", name="tries_positive"),
    )
    op.create_index(
        "voucher_try_campaign_tried_ix", "voucher_try", ["campaign_id", "last_tried_at"]
    )
    op.create_index(
        "redemption_campaign_redeemed_ix", "redemption", ["campaign_id", "redeemed_at"]
    )


def downgrade() -> None:
    op.drop_index("redemption_campaign_redeemed_ix", table_name="redemption")
    op.drop_table("voucher_try")
