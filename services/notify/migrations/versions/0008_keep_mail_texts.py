"""Keep the paragraphs that a campaign adds to its letters."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    # A campaign that was heard of before gets its own at its next version.
    op.add_column(
        "campaign",
        sa.Column(
            "mail_texts",
            postgresql.JSONB(),
            nullable=False,
            server_default=sa.text("'{}'"),
        ),
    )


def downgrade() -> None:
    op.drop_column("campaign", "mail_texts")
