"""Know which letters came back after the mail server had taken them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("letter", sa.Column("returned_at", sa.DateTime(timezone=True)))
    op.create_check_constraint(
        op.f("letter_returned_was_sent_ck"),
        "letter",
        "returned_at is null or sent_at is not null",
    )


def downgrade() -> None:
    op.drop_column("letter", "returned_at")
