"""Know a campaign's last day, after whose closing nothing is taken into a statement.

Null until the campaign is applied anew: what was told before did not keep it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("campaign", sa.Column("redeem_last_on", sa.Date()))


def downgrade() -> None:
    op.drop_column("campaign", "redeem_last_on")
