"""Create the puzzles that wait for their answer."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "puzzle",
        sa.Column("secret_digest", sa.LargeBinary(), nullable=False),
        sa.Column("x", sa.SmallInteger(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("secret_digest", name="puzzle_pk"),
    )
    op.create_index("puzzle_drawn_at_ix", "puzzle", ["drawn_at"])


def downgrade() -> None:
    op.drop_table("puzzle")
