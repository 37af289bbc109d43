"""Create the authenticators and their spare codes."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "authenticator",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.Column("last_step", sa.BigInteger()),
        sa.PrimaryKeyConstraint("staff_id", name="authenticator_pk"),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.staff_id"], name="authenticator_staff_id_fk"
        ),
        sa.CheckConstraint(
            "(confirmed_at is null) = (last_step is null)",
            name=op.f("authenticator_step_of_confirmed_ck"),
        ),
    )
    op.create_table(
        "recovery_code",
        sa.Column("code_digest", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("code_digest", name="recovery_code_pk"),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.staff_id"], name="recovery_code_staff_id_fk"
        ),
    )
    op.create_index("recovery_code_staff_id_ix", "recovery_code", ["staff_id"])


def downgrade() -> None:
    op.drop_table("recovery_code")
    op.drop_table("authenticator")
