"""Let members of the office be disabled; others are where they belong."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("staff", sa.Column("disabled_at", sa.DateTime(timezone=True)))
    op.create_check_constraint(
        op.f("staff_disabled_in_office_ck"),
        "staff",
        "disabled_at is null or company_id is null",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("staff_disabled_in_office_ck"), "staff")
    op.drop_column("staff", "disabled_at")
