"""Let exports belong to who asked, come by other units, and expire."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

STATES = "state in ('accepted', 'running', 'ready', 'failed', 'expired')"
ENDED = "(state in ('ready', 'failed', 'expired')) = (finished_at is not null)"


def upgrade() -> None:
    op.add_column("export", sa.Column("staff_id", sa.Uuid()))
    op.add_column(
        "export", sa.Column("unit", sa.Text(), nullable=False, server_default="slip")
    )
    op.create_check_constraint(
        "unit_known", "export", "unit in ('slip', 'day', 'period')"
    )
    for name, condition in (("state_known", STATES), ("finished", ENDED)):
        op.drop_constraint(op.f(f"export_export_{name}_ck_ck"), "export")
        op.create_check_constraint(name, "export", condition)
    # Encrypted bytes don't shrink; trying to costs more than writing them.
    op.execute("alter table export_part alter column content set storage external")


def downgrade() -> None:
    op.execute("alter table export_part alter column content set storage extended")
    for name in ("finished", "state_known"):
        op.drop_constraint(op.f(f"export_{name}_ck"), "export")
    op.create_check_constraint(
        op.f("export_export_finished_ck_ck"),
        "export",
        "(state in ('ready', 'failed')) = (finished_at is not null)",
    )
    op.create_check_constraint(
        op.f("export_export_state_known_ck_ck"),
        "export",
        "state in ('accepted', 'running', 'ready', 'failed')",
    )
    op.drop_constraint(op.f("export_unit_known_ck"), "export")
    op.drop_column("export", "unit")
    op.drop_column("export", "staff_id")
