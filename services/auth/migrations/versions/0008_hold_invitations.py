"""Hold completion mails until the office says that they be sent."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "held_invitation",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("recruitment", sa.SmallInteger(), nullable=False),
        sa.Column("initial_password", sa.Text()),
        sa.Column("held_at", moment, nullable=False),
        sa.Column("asked_at", moment),
        sa.Column("sent_at", moment),
        sa.PrimaryKeyConstraint("staff_id", name="held_invitation_pk"),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.staff_id"], name="held_invitation_staff_id_fk"
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"],
            ["merchant.merchant_id"],
            name="held_invitation_merchant_id_fk",
        ),
        sa.CheckConstraint(
            "recruitment > 0", name="held_invitation_recruitment_counts_ck"
        ),
        sa.CheckConstraint(
            "(sent_at is null) = (initial_password is not null)",
            name="held_invitation_password_erased_ck",
        ),
    )
    op.create_index(
        "held_invitation_merchant_id_ix", "held_invitation", ["merchant_id"]
    )
    op.create_index(
        "held_invitation_leaving_ix",
        "held_invitation",
        ["asked_at"],
        postgresql_where=sa.text("asked_at is not null and sent_at is null"),
    )


def downgrade() -> None:
    op.drop_table("held_invitation")
