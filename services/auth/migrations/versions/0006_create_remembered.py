"""Create the browsers that stay signed in, and say of sessions where they are."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "remembered",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("merchant_id", sa.Uuid()),
        sa.Column("company_id", sa.Uuid()),
        sa.Column("present_digest", sa.LargeBinary(), nullable=False),
        sa.Column("last_digest", sa.LargeBinary()),
        _moment("rotated_at"),
        _moment("remembered_at"),
        _moment("expires_at"),
        _moment("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("family_id", name="remembered_pk"),
        *_standing(),
    )
    op.create_index("remembered_staff_id_ix", "remembered", ["staff_id"])
    op.create_index("remembered_expires_at_ix", "remembered", ["expires_at"])
    op.add_column("session", sa.Column("family_id", sa.Uuid()))
    op.add_column("session", sa.Column("address", sa.Text()))
    op.create_index("session_family_id_ix", "session", ["family_id"])


def downgrade() -> None:
    op.drop_index("session_family_id_ix", "session")
    op.drop_column("session", "address")
    op.drop_column("session", "family_id")
    op.drop_table("remembered")


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _standing() -> list[sa.Constraint]:
    return [
        *(
            sa.ForeignKeyConstraint(
                [f"{whose}_id"],
                [f"{whose}.{whose}_id"],
                name=f"remembered_{whose}_id_fk",
            )
            for whose in ("staff", "merchant", "company")
        ),
        sa.CheckConstraint(
            "site in ('shop', 'portal', 'office')", name="remembered_site_known_ck"
        ),
        sa.CheckConstraint(
            "(site = 'shop') = (merchant_id is not null)",
            name="remembered_shop_has_merchant_ck",
        ),
        sa.CheckConstraint(
            "(site = 'portal') = (company_id is not null)",
            name="remembered_portal_has_company_ck",
        ),
    ]
