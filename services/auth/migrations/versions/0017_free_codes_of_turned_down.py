"""Let another application have the merchant code of one that was turned down."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_index(
        "merchant_code_in_use_uq",
        "merchant",
        ["campaign_id", "merchant_code"],
        unique=True,
        postgresql_where=sa.text("state <> 'turned_down'"),
    )
    op.drop_constraint("merchant_campaign_id_merchant_code_uq", "merchant")


def downgrade() -> None:
    op.create_unique_constraint(
        "merchant_campaign_id_merchant_code_uq",
        "merchant",
        ["campaign_id", "merchant_code"],
    )
    op.drop_index("merchant_code_in_use_uq", table_name="merchant")
