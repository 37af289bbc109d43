"""Create the chain over the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "link",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        # No foreign key: a journal that an owner removes must leave its link behind.
        sa.Column("journal_id", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("octet_length(sha256) = 32", name="hash_whole"),
        sa.CheckConstraint("position > 0", name="counted_from_one"),
        sa.PrimaryKeyConstraint("position", name="link_pk"),
        sa.UniqueConstraint("journal_id", name="link_journal_id_uq"),
    )


def downgrade() -> None:
    op.drop_table("link")
