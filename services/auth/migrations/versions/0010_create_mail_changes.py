"""Create the new mail addresses that wait for their proof."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "mail_change",
        sa.Column("mail_change_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("code_digest", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("mail_change_id", name="mail_change_pk"),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.staff_id"], name="mail_change_staff_id_fk"
        ),
        sa.CheckConstraint(
            "tries between 0 and 5", name=op.f("mail_change_tries_counted_ck")
        ),
    )
    op.create_index(
        "mail_change_one_open_uq",
        "mail_change",
        ["staff_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_index(
        "mail_change_staff_id_begun_at_ix", "mail_change", ["staff_id", "begun_at"]
    )
    op.create_index("mail_change_begun_at_ix", "mail_change", ["begun_at"])


def downgrade() -> None:
    op.drop_table("mail_change")
