"""Create the resets of forgotten passwords."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "reset",
        sa.Column("reset_id", sa.Uuid(), nullable=False),
        sa.Column("secret_digest", sa.LargeBinary(), nullable=False),
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", sa.Uuid()),
        sa.Column("code_digest", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        _moment("begun_at"),
        _moment("expires_at"),
        _moment("proven_at", nullable=True),
        _moment("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("reset_id", name="reset_pk"),
        sa.UniqueConstraint("secret_digest", name="reset_secret_digest_uq"),
        sa.CheckConstraint("tries between 0 and 5", name="reset_tries_counted_ck"),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.staff_id"], name="reset_staff_id_fk"
        ),
    )
    op.create_index("reset_account_begun_at_ix", "reset", ["account", "begun_at"])
    op.create_index("reset_begun_at_ix", "reset", ["begun_at"])


def downgrade() -> None:
    op.drop_table("reset")


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
