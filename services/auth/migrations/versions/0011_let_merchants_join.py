"""Create how merchants join: states, applicants, files and orders to register."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    _let_merchants_have_states()
    _create_applicant()
    _create_merchant_state()
    _create_registration_order()
    _create_intake()


def downgrade() -> None:
    for table in ("intake", "registration_order", "merchant_state", "applicant"):
        op.drop_table(table)
    op.drop_column("campaign", "recruit_first_on")
    op.drop_column("campaign", "recruit_deadlines")
    op.drop_index("merchant_campaign_id_state_ix", "merchant")
    for column in ("state", "recruit_window", "applied_on"):
        op.drop_column("merchant", column)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _let_merchants_have_states() -> None:
    # Whoever was registered before was told at once, and may have signed in.
    op.add_column(
        "merchant",
        sa.Column(
            "state", sa.Text(), nullable=False, server_default=sa.text("'notified'")
        ),
    )
    op.add_column("merchant", sa.Column("recruit_window", sa.SmallInteger()))
    op.add_column("merchant", sa.Column("applied_on", sa.Date()))
    op.create_check_constraint(
        "merchant_state_known_ck",
        "merchant",
        "state in ('applied', 'certified', 'registered', 'notified', 'active',"
        " 'suspended')",
    )
    op.create_index(
        "merchant_campaign_id_state_ix", "merchant", ["campaign_id", "state"]
    )
    op.add_column("campaign", sa.Column("recruit_first_on", sa.Date()))
    op.add_column(
        "campaign",
        sa.Column(
            "recruit_deadlines",
            postgresql.ARRAY(sa.Date()),
            nullable=False,
            server_default=sa.text("'{}'"),
        ),
    )


def _create_applicant() -> None:
    op.create_table(
        "applicant",
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("login_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role in ('staff', 'manager', 'representative')",
            name="applicant_role_known_ck",
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchant.merchant_id"], name="applicant_merchant_id_fk"
        ),
        sa.PrimaryKeyConstraint("merchant_id", "login_id", name="applicant_pk"),
    )


def _create_merchant_state() -> None:
    op.create_table(
        "merchant_state",
        sa.Column("change_id", sa.BigInteger(), sa.Identity(always=True)),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        _moment("at"),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"],
            ["merchant.merchant_id"],
            name="merchant_state_merchant_id_fk",
        ),
        sa.PrimaryKeyConstraint("change_id", name="merchant_state_pk"),
    )
    op.create_index(
        "merchant_state_merchant_id_change_id_ix",
        "merchant_state",
        ["merchant_id", "change_id"],
    )
    op.execute(
        "insert into merchant_state (merchant_id, state, at, actor_role, actor, reason)"
        " select merchant_id, state, registered_at, 'operator', '', '' from merchant"
    )


def _create_registration_order() -> None:
    op.create_table(
        "registration_order",
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        _moment("asked_at"),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("login_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"],
            ["merchant.merchant_id"],
            name="registration_order_merchant_id_fk",
        ),
        sa.PrimaryKeyConstraint("merchant_id", name="registration_order_pk"),
    )
    op.create_index(
        "registration_order_asked_at_ix", "registration_order", ["asked_at"]
    )


def _create_intake() -> None:
    op.create_table(
        "intake",
        sa.Column("intake_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        _moment("checked_at"),
        _moment("applied_at", nullable=True),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("merchants", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(content is null) = (applied_at is not null)",
            name="intake_kept_until_applied_ck",
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.campaign_id"], name="intake_campaign_id_fk"
        ),
        sa.PrimaryKeyConstraint("intake_id", name="intake_pk"),
        sa.UniqueConstraint(
            "campaign_id", "digest", name="intake_campaign_id_digest_uq"
        ),
    )
    op.create_index("intake_checked_at_ix", "intake", ["checked_at"])
