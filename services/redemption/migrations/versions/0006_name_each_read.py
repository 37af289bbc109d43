"""Let a phone name each read, so that asking again is not a second paper."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("checkout_read", sa.Column("read_id", sa.Uuid()))


def downgrade() -> None:
    op.drop_column("checkout_read", "read_id")
