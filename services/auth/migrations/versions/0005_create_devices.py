"""Create the devices on which people signed in, and the count of wrong numbers."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "device",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("secret_digest", sa.LargeBinary(), nullable=False),
        _moment("known_since"),
        _moment("last_seen_at"),
        sa.PrimaryKeyConstraint("device_id", name="device_pk"),
        sa.UniqueConstraint("secret_digest", name="device_secret_digest_uq"),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.staff_id"], name="device_staff_id_fk"
        ),
    )
    op.create_index("device_staff_id_ix", "device", ["staff_id"])
    op.create_index("device_last_seen_at_ix", "device", ["last_seen_at"])
    op.create_table(
        "wrong_number",
        sa.Column("wrong_number_id", sa.BigInteger(), sa.Identity(always=True)),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid()),
        _moment("at"),
        sa.PrimaryKeyConstraint("wrong_number_id", name="wrong_number_pk"),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.staff_id"], name="wrong_number_staff_id_fk"
        ),
    )
    op.create_index("wrong_number_staff_id_at_ix", "wrong_number", ["staff_id", "at"])


def downgrade() -> None:
    op.drop_table("wrong_number")
    op.drop_table("device")


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
