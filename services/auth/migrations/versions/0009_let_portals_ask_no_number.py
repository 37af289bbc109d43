"""Say of campaigns whether their PC site asks for a mailed number."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column(
        "campaign",
        sa.Column(
            "portal_without_otp",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
        ),
    )


def downgrade() -> None:
    op.drop_column("campaign", "portal_without_otp")
