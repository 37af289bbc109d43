"""Know holidays of years that the program does not ship with."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "bank_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("holidays", postgresql.JSONB(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_by", sa.Text(), nullable=False),
        sa.CheckConstraint("year between 2000 and 2199", name="bank_year_in_reason_ck"),
        sa.PrimaryKeyConstraint("year", name="bank_year_pk"),
    )


def downgrade() -> None:
    op.drop_table("bank_year")
