"""Create accounts, holds, payouts and their files."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_account_change()
    _create_account_decision()
    _create_hold()
    _create_payer()
    _create_payout()
    _create_transfer()
    op.create_table(
        "bank_file",
        sa.Column("payout_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("payout_id", name="bank_file_pk"),
        sa.ForeignKeyConstraint(
            ["payout_id"], ["payout.payout_id"], name="bank_file_payout_id_fk"
        ),
    )


def downgrade() -> None:
    for table in (
        "bank_file",
        "transfer",
        "payout",
        "payer",
        "hold",
        "account_decision",
        "account_change",
    ):
        op.drop_table(table)


def _text(name: str, **more: object) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, **more)  # type: ignore[arg-type]


def _uuid(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), sa.Identity(always=True), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, MOMENT, nullable=nullable)


def _create_account_change() -> None:
    op.create_table(
        "account_change",
        *map(_uuid, ("change_id", "campaign_id", "merchant_id")),
        *map(_text, ("merchant_code", "sealed", "number_tail")),
        *map(_text, ("requested_by", "requester")),
        _moment("requested_at"),
        sa.PrimaryKeyConstraint("change_id", name="account_change_pk"),
        sa.UniqueConstraint(
            "change_id", "requested_by", name="account_change_change_id_requested_by_uq"
        ),
    )
    for column in ("campaign_id", "merchant_id"):
        op.create_index(
            f"account_change_{column}_requested_at_ix",
            "account_change",
            [column, "requested_at"],
        )


def _create_account_decision() -> None:
    op.create_table(
        "account_decision",
        _uuid("change_id"),
        _text("requested_by"),
        sa.Column("approved", sa.Boolean(), nullable=False),
        *map(_text, ("decided_by", "decider")),
        _moment("decided_at"),
        sa.Column("usable_from", sa.Date()),
        sa.PrimaryKeyConstraint("change_id", name="account_decision_pk"),
        sa.ForeignKeyConstraint(
            ["change_id", "requested_by"],
            ["account_change.change_id", "account_change.requested_by"],
            name="account_decision_change_id_fk",
        ),
        sa.CheckConstraint("decided_by <> requested_by", name="two_persons"),
    )


def _create_hold() -> None:
    op.create_table(
        "hold",
        _number("hold_id"),
        *map(_uuid, ("campaign_id", "merchant_id")),
        *map(_text, ("merchant_code", "reason", "held_by")),
        _moment("held_at"),
        sa.Column("released_by", sa.Text()),
        _moment("released_at", nullable=True),
        sa.PrimaryKeyConstraint("hold_id", name="hold_pk"),
        sa.CheckConstraint(
            "(released_by is null) = (released_at is null)", name="released_whole"
        ),
    )
    op.create_index(
        "hold_merchant_uq",
        "hold",
        ["merchant_id"],
        unique=True,
        postgresql_where=sa.text("released_at is null"),
    )


def _create_payer() -> None:
    op.create_table(
        "payer",
        _number("payer_id"),
        _uuid("campaign_id"),
        *map(_text, ("sealed", "set_by")),
        _moment("set_at"),
        sa.PrimaryKeyConstraint("payer_id", name="payer_pk"),
    )
    op.create_index(
        "payer_campaign_id_payer_id_ix", "payer", ["campaign_id", "payer_id"]
    )


def _create_payout() -> None:
    op.create_table(
        "payout",
        _uuid("payout_id"),
        _number("payout_no"),
        _uuid("campaign_id"),
        _text("issuer_code"),
        sa.Column("pay_on", sa.Date(), nullable=False),
        _text("state"),
        sa.Column("transfers", sa.Integer(), nullable=False),
        sa.Column("total_yen", sa.BigInteger(), nullable=False),
        *map(_text, ("payer_sealed", "prepared_by", "preparer")),
        _moment("prepared_at"),
        sa.Column("decided_by", sa.Text()),
        _text("decider", server_default=""),
        _moment("decided_at", nullable=True),
        _moment("issued_at", nullable=True),
        _text("sha256", server_default=""),
        *_payout_constraints(),
    )
    op.create_index(
        "payout_campaign_id_payout_no_ix", "payout", ["campaign_id", "payout_no"]
    )


def _payout_constraints() -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("payout_id", name="payout_pk"),
        sa.UniqueConstraint("payout_no", name="payout_payout_no_uq"),
        sa.CheckConstraint(
            "state in ('prepared', 'approved', 'rejected', 'issued')",
            name="state_known",
        ),
        sa.CheckConstraint("prepared_by <> decided_by", name="two_persons"),
        sa.CheckConstraint(
            "(state = 'prepared') = (decided_by is null)", name="decided"
        ),
        sa.CheckConstraint(
            "(state = 'issued') = (issued_at is not null)", name="issued"
        ),
        sa.CheckConstraint("transfers > 0 and total_yen > 0", name="not_empty"),
    )


def _create_transfer() -> None:
    op.create_table(
        "transfer",
        _number("transfer_no"),
        *map(_uuid, ("payout_id", "statement_id")),
        sa.Column("amount_yen", sa.BigInteger(), nullable=False),
        *map(_text, ("account_sealed", "number_tail")),
        sa.Column("outcome", sa.Text()),
        _text("reason", server_default=""),
        sa.Column(
            "fee_yen", sa.BigInteger(), nullable=False, server_default=sa.text("0")
        ),
        *_transfer_constraints(),
    )
    op.create_index("transfer_payout_id_ix", "transfer", ["payout_id"])
    op.create_index(
        "transfer_statement_uq",
        "transfer",
        ["statement_id"],
        unique=True,
        postgresql_where=sa.text("outcome is null or outcome = 'paid'"),
    )


def _transfer_constraints() -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("transfer_no", name="transfer_pk"),
        sa.ForeignKeyConstraint(
            ["payout_id"], ["payout.payout_id"], name="transfer_payout_id_fk"
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.statement_id"],
            name="transfer_statement_id_fk",
        ),
        sa.CheckConstraint("amount_yen > 0", name="amount_positive"),
        sa.CheckConstraint(
            "outcome in ('paid', 'returned', 'withdrawn')", name="outcome_known"
        ),
    )
