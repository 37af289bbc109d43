"""Remember which merchants were told that their campaign comes to its end."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", "last_on", name="reminder_pk"),
    )


def downgrade() -> None:
    op.drop_table("reminder")
