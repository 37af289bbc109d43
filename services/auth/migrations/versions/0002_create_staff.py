"""Create people, where they belong, and their passwords."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _create_staff()
    _create_membership()
    _create_password()


def downgrade() -> None:
    for table in ("password", "membership", "staff"):
        op.drop_table(table)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _create_staff() -> None:
    op.create_table(
        "staff",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid()),
        sa.Column("office_role", sa.Text()),
        sa.Column("login_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        _moment("registered_at"),
        *_staff_constraints(),
    )
    op.create_index(
        "staff_office_login_id_uq",
        "staff",
        ["login_id"],
        unique=True,
        postgresql_where=sa.text("company_id is null"),
    )


def _staff_constraints() -> tuple[sa.Constraint, ...]:
    return (
        sa.CheckConstraint(
            "office_role in ('office_viewer', 'office_clerk', 'office_approver',"
            " 'office_administrator')",
            name="staff_office_role_known_ck",
        ),
        sa.CheckConstraint(
            "(company_id is null) = (office_role is not null)",
            name="staff_company_or_office_ck",
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.company_id"], name="staff_company_id_fk"
        ),
        sa.PrimaryKeyConstraint("staff_id", name="staff_pk"),
        sa.UniqueConstraint(
            "company_id", "login_id", name="staff_company_id_login_id_uq"
        ),
    )


def _create_membership() -> None:
    op.create_table(
        "membership",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        _moment("since"),
        sa.CheckConstraint(
            "role in ('staff', 'manager', 'representative')",
            name="membership_role_known_ck",
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchant.merchant_id"], name="membership_merchant_id_fk"
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.staff_id"], name="membership_staff_id_fk"
        ),
        sa.PrimaryKeyConstraint("staff_id", "merchant_id", name="membership_pk"),
    )
    op.create_index("membership_merchant_id_ix", "membership", ["merchant_id"])
    op.create_index(
        "membership_one_representative_uq",
        "membership",
        ["merchant_id"],
        unique=True,
        postgresql_where=sa.text("role = 'representative'"),
    )


def _create_password() -> None:
    op.create_table(
        "password",
        sa.Column("password_id", sa.BigInteger(), sa.Identity(always=True)),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("initial", sa.Boolean(), nullable=False),
        _moment("set_at"),
        _moment("expires_at", nullable=True),
        _moment("replaced_at", nullable=True),
        sa.CheckConstraint(
            "starts_with(hash, '$argon2id$')", name="password_argon2id_ck"
        ),
        sa.CheckConstraint(
            "initial = (expires_at is not null)", name="password_initial_expires_ck"
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.staff_id"], name="password_staff_id_fk"
        ),
        sa.PrimaryKeyConstraint("password_id", name="password_pk"),
    )
    op.create_index(
        "password_one_current_uq",
        "password",
        ["staff_id"],
        unique=True,
        postgresql_where=sa.text("replaced_at is null"),
    )
    op.create_index("password_staff_id_set_at_ix", "password", ["staff_id", "set_at"])
