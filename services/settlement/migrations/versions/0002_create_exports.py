"""Create the exports and their files."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_export()
    op.create_table(
        "export_part",
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("export_id", "part", name="export_part_pk"),
        sa.ForeignKeyConstraint(
            ["export_id"], ["export.export_id"], name="export_part_export_id_fk"
        ),
    )


def downgrade() -> None:
    op.drop_table("export_part")
    op.drop_table("export")


def _create_export() -> None:
    op.create_table(
        "export",
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_id", sa.Uuid()),
        sa.Column("merchant_code", sa.Text()),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        _number("tries", sa.Integer()),
        sa.Column("finished_at", MOMENT),
        *map(_number, ("rows", "paid_yen", "refunded_yen", "replaced", "size_bytes")),
        sa.Column("sha256", sa.Text(), nullable=False, server_default=""),
        _number("parts", sa.Integer()),
        *_export_constraints(),
    )
    op.create_index(
        "export_company_ix", "export", ["company_id", "campaign_id", "serial"]
    )
    unfinished = sa.text("finished_at is null")
    op.create_index(
        "export_unfinished_ix", "export", ["serial"], postgresql_where=unfinished
    )


def _number(name: str, kind: sa.Integer | None = None) -> sa.Column[int]:
    kind = kind or sa.BigInteger()
    return sa.Column(name, kind, nullable=False, server_default=sa.text("0"))


def _export_constraints() -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("export_id", name="export_pk"),
        sa.UniqueConstraint("serial", name="export_serial_uq"),
        sa.CheckConstraint("first_on <= last_on", name="export_days_in_order_ck"),
        sa.CheckConstraint(
            "state in ('accepted', 'running', 'ready', 'failed')",
            name="export_state_known_ck",
        ),
        sa.CheckConstraint(
            "(state in ('ready', 'failed')) = (finished_at is not null)",
            name="export_finished_ck",
        ),
    )
