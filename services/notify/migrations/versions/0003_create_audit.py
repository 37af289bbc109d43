"""Create the audit of what the office does to letters, notices and inquiries."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True)),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happening", sa.Text(), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("subject", sa.Uuid()),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="audit_pk"),
    )


def downgrade() -> None:
    op.drop_table("audit")
