"""Know which company a merchant belongs to, for refunds at its PC.

Merchants that were registered before are told again from auth's outbox (RUNBOOK).
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("handler", sa.Text(), nullable=False),
        sa.Column(
            "handled_at",
            MOMENT,
            nullable=False,
            server_default=sa.text("clock_timestamp()"),
        ),
        sa.PrimaryKeyConstraint("event_id", "handler", name="inbox_pk"),
    )
    op.create_table(
        "merchant",
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_code", sa.Text(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("as_of", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("merchant_id", name="merchant_pk"),
    )
    op.create_index("merchant_company_id_ix", "merchant", ["company_id"])


def downgrade() -> None:
    op.drop_table("merchant")
    op.drop_table("inbox")
