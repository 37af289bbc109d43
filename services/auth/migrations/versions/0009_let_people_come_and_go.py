"""Let members be disabled, campaigns switch, and the audit know devices and shops."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    # Unknown until the campaign is told anew: a switch is off where nobody said so.
    op.add_column(
        "campaign",
        sa.Column(
            "switches",
            postgresql.JSONB(),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
    )
    op.add_column("membership", sa.Column("disabled_at", sa.DateTime(timezone=True)))
    op.create_check_constraint(
        op.f("membership_representative_enabled_ck"),
        "membership",
        "disabled_at is null or role <> 'representative'",
    )
    op.add_column("session", sa.Column("device", sa.Text()))
    op.add_column("audit", sa.Column("device", sa.Text()))
    op.add_column("audit", sa.Column("merchant_id", sa.Uuid()))
    op.create_foreign_key(
        "audit_merchant_id_fk", "audit", "merchant", ["merchant_id"], ["merchant_id"]
    )
    op.create_index("audit_merchant_id_at_ix", "audit", ["merchant_id", "at"])
    op.create_index("audit_at_ix", "audit", ["at"])


def downgrade() -> None:
    op.drop_index("audit_at_ix", "audit")
    op.drop_index("audit_merchant_id_at_ix", "audit")
    op.drop_column("audit", "merchant_id")
    op.drop_column("audit", "device")
    op.drop_column("session", "device")
    op.drop_constraint(op.f("membership_representative_enabled_ck"), "membership")
    op.drop_column("membership", "disabled_at")
    op.drop_column("campaign", "switches")
