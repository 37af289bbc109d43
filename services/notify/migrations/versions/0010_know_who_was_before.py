"""Know where mails went before: news of a bank account go there, too, for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("contact", sa.Column("email_before", sa.Text()))
    op.add_column("contact", sa.Column("changed_at", MOMENT))
    op.add_column("merchant", sa.Column("represented_before", sa.Uuid()))
    op.add_column("merchant", sa.Column("changed_at", MOMENT))


def downgrade() -> None:
    op.drop_column("merchant", "changed_at")
    op.drop_column("merchant", "represented_before")
    op.drop_column("contact", "changed_at")
    op.drop_column("contact", "email_before")
