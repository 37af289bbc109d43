"""Create sign-ins and sessions, the tries at them, and the record of all."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _create_attempt()
    _create_sign_in()
    _create_session()
    _create_audit()


def downgrade() -> None:
    for table in ("audit", "session", "sign_in", "attempt"):
        op.drop_table(table)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _create_attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("attempt_id", sa.BigInteger(), sa.Identity(always=True)),
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        _moment("attempted_at"),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", name="attempt_pk"),
    )
    op.create_index(
        "attempt_account_attempted_at_ix", "attempt", ["account", "attempted_at"]
    )
    op.create_index("attempt_attempted_at_ix", "attempt", ["attempted_at"])


def _create_sign_in() -> None:
    op.create_table(
        "sign_in",
        sa.Column("sign_in_id", sa.Uuid(), nullable=False),
        sa.Column("secret_digest", sa.LargeBinary(), nullable=False),
        *_standing("sign_in"),
        sa.Column("otp_digest", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        _moment("begun_at"),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
        _moment("superseded_at", nullable=True),
        sa.PrimaryKeyConstraint("sign_in_id", name="sign_in_pk"),
        sa.UniqueConstraint("secret_digest", name="sign_in_secret_digest_uq"),
        sa.CheckConstraint("tries between 0 and 3", name="sign_in_tries_counted_ck"),
    )
    op.create_index(
        "sign_in_one_open_uq",
        "sign_in",
        ["staff_id", "site"],
        unique=True,
        postgresql_where=sa.text("used_at is null and superseded_at is null"),
    )
    op.create_index("sign_in_begun_at_ix", "sign_in", ["begun_at"])
    op.create_index(
        "sign_in_staff_id_site_begun_at_ix", "sign_in", ["staff_id", "site", "begun_at"]
    )


def _create_session() -> None:
    op.create_table(
        "session",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("secret_digest", sa.LargeBinary(), nullable=False),
        *_standing("session"),
        _moment("opened_at"),
        _moment("last_seen_at"),
        _moment("expires_at"),
        _moment("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("session_id", name="session_pk"),
        sa.UniqueConstraint("secret_digest", name="session_secret_digest_uq"),
    )
    op.create_index("session_expires_at_ix", "session", ["expires_at"])
    op.create_index("session_staff_id_ix", "session", ["staff_id"])


def _standing(table: str) -> list[sa.Column[Any] | sa.Constraint]:
    return [
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("merchant_id", sa.Uuid()),
        sa.Column("company_id", sa.Uuid()),
        *(
            sa.ForeignKeyConstraint(
                [f"{whose}_id"], [f"{whose}.{whose}_id"], name=f"{table}_{whose}_id_fk"
            )
            for whose in ("staff", "merchant", "company")
        ),
        sa.CheckConstraint(
            "site in ('shop', 'portal', 'office')", name=f"{table}_site_known_ck"
        ),
        sa.CheckConstraint(
            "(site = 'shop') = (merchant_id is not null)",
            name=f"{table}_shop_has_merchant_ck",
        ),
        sa.CheckConstraint(
            "(site = 'portal') = (company_id is not null)",
            name=f"{table}_portal_has_company_ck",
        ),
    ]


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("audit_id", sa.BigInteger(), sa.Identity(always=True)),
        _moment("at"),
        sa.Column("happening", sa.Text(), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid()),
        sa.Column("site", sa.Text()),
        sa.Column("account", sa.LargeBinary()),
        sa.Column("address", sa.Text()),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.staff_id"], name="audit_staff_id_fk"
        ),
        sa.PrimaryKeyConstraint("audit_id", name="audit_pk"),
    )
    op.create_index("audit_staff_id_at_ix", "audit", ["staff_id", "at"])
