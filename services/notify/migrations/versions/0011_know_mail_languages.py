"""Know in which languages a campaign's letters are, and its labels."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    # A campaign that was heard of before gets its own at its next version.
    for name, default in (
        ("mail_languages", """'["ja", "en"]'"""),
        ("labels", "'{}'"),
    ):
        op.add_column(
            "campaign",
            sa.Column(
                name,
                postgresql.JSONB(),
                nullable=False,
                server_default=sa.text(default),
            ),
        )


def downgrade() -> None:
    op.drop_column("campaign", "labels")
    op.drop_column("campaign", "mail_languages")
