"""Tell of each letter why it failed, since when, and how often it was sent again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("letter", sa.Column("refused_at", sa.DateTime(timezone=True)))
    op.add_column("letter", sa.Column("failure", sa.Text()))
    op.add_column(
        "letter",
        sa.Column("resent", sa.Integer(), nullable=False, server_default=sa.text("0")),
    )
    op.create_index(
        "letter_campaign_ix", "letter", ["campaign_id", "written_at", "letter_id"]
    )


def downgrade() -> None:
    op.drop_index("letter_campaign_ix", "letter")
    for column in ("resent", "failure", "refused_at"):
        op.drop_column("letter", column)
