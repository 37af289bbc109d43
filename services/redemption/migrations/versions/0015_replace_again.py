"""Let a voucher be replaced again, for what a refund gave back to it meanwhile.

Safe beside the running version, which asks before it replaces, under a lock.
"""

from alembic import op

revision = "0015"
down_revision = "0014"

COLUMNS = ["campaign_id", "replaces_serial"]


def upgrade() -> None:
    op.create_index("batch_campaign_id_replaces_serial_ix", "batch", COLUMNS)
    op.drop_constraint("batch_campaign_id_replaces_serial_uq", "batch")


def downgrade() -> None:
    op.create_unique_constraint(
        "batch_campaign_id_replaces_serial_uq", "batch", COLUMNS
    )
    op.drop_index("batch_campaign_id_replaces_serial_ix", "batch")
