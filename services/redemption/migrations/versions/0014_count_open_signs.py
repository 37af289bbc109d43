"""Keep how many signs of fraud of a day nobody has looked at yet."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "sign_day",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("open", sa.Integer(), nullable=False),
        sa.Column("checked_until", MOMENT),
        sa.PrimaryKeyConstraint("campaign_id", "on", name="sign_day_pk"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.campaign_id"], name="sign_day_campaign_id_fk"
        ),
        sa.CheckConstraint("open >= 0", name="open_counted"),
    )


def downgrade() -> None:
    op.drop_table("sign_day")
