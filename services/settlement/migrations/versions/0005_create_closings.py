"""Create closings, statements, adjustments, the audit and the outbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)
KINDS = (
    "kind in ('redemption', 'refund', 'adjusted_up', 'adjusted_down',"
    " 'paid_out', 'sent_back')"
)
SUMS = (
    "payments",
    "paid_yen",
    "refunds",
    "refunded_yen",
    "adjusted_yen",
    "carried_yen",
    "net_yen",
)
TILL_NAMED = (
    "(kind in ('redemption', 'refund')) = (checkout_id is not null)"
    " and (checkout_id is null) = (payment_no is null)"
)


def upgrade() -> None:
    for column in ("checkout_id", "payment_no"):
        op.alter_column("journal", column, nullable=True)
    op.drop_constraint(op.f("journal_journal_kind_known_ck_ck"), "journal")
    op.create_check_constraint("kind_known", "journal", KINDS)
    op.create_check_constraint("till_named", "journal", TILL_NAMED)
    _create_closing()
    _create_statement()
    _create_standing()
    _create_adjustment()
    _create_act()
    _create_outbox()


def downgrade() -> None:
    for table in ("outbox", "act", "adjustment", "standing", "statement", "closing"):
        op.drop_table(table)
    for name in ("journal_till_named_ck", "journal_kind_known_ck"):
        op.drop_constraint(op.f(name), "journal")
    op.create_check_constraint(
        op.f("journal_journal_kind_known_ck_ck"),
        "journal",
        "kind in ('redemption', 'refund')",
    )
    for column in ("checkout_id", "payment_no"):
        op.alter_column("journal", column, nullable=False)


def _text(name: str, **more: object) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, **more)  # type: ignore[arg-type]


def _create_closing() -> None:
    op.create_table(
        "closing",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        _text("closed_by"),
        sa.Column("closed_at", MOMENT, nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("net_yen", sa.BigInteger(), nullable=False),
        _text("sha256"),
        sa.PrimaryKeyConstraint("campaign_id", "last_on", name="closing_pk"),
        sa.ForeignKeyConstraint(
            ["campaign_id", "last_on"],
            ["sealed_period.campaign_id", "sealed_period.last_on"],
            name="closing_campaign_id_fk",
        ),
    )


def _create_statement() -> None:
    op.create_table(
        "statement",
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        _text("merchant_code"),
        _text("merchant_name"),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in SUMS),
        _text("sha256"),
        *_statement_constraints(),
    )
    for columns in (
        ["company_id", "campaign_id", "last_on"],
        ["merchant_id", "last_on"],
    ):
        op.create_index(f"statement_{'_'.join(columns)}_ix", "statement", columns)


def _statement_constraints() -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("statement_id", name="statement_pk"),
        sa.UniqueConstraint(
            "campaign_id",
            "last_on",
            "merchant_id",
            name="statement_campaign_id_last_on_merchant_id_uq",
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id", "last_on"],
            ["closing.campaign_id", "closing.last_on"],
            name="statement_campaign_id_fk",
        ),
        sa.CheckConstraint(
            "net_yen = paid_yen - refunded_yen + adjusted_yen + carried_yen",
            name="net_summed",
        ),
        sa.CheckConstraint("carried_yen <= 0", name="carried_not_positive"),
    )


def _create_standing() -> None:
    op.create_table(
        "standing",
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        _text("state"),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("statement_id", name="standing_pk"),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.statement_id"],
            name="standing_statement_id_fk",
        ),
        sa.CheckConstraint(
            "state in ('closed', 'approved', 'issued', 'paid', 'returned')",
            name="state_known",
        ),
    )


def _create_adjustment() -> None:
    op.create_table(
        "adjustment",
        sa.Column("adjustment_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        _text("issuer_code"),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        _text("merchant_code"),
        sa.Column("amount_yen", sa.BigInteger(), nullable=False),
        *map(_text, ("reason", "proposed_by", "proposer")),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("approved", sa.Boolean()),
        sa.Column("decided_by", sa.Text()),
        _text("decider", server_default=""),
        sa.Column("decided_at", MOMENT),
        sa.Column("taken_on", sa.Date()),
        sa.PrimaryKeyConstraint("adjustment_id", name="adjustment_pk"),
        *_adjustment_checks(),
    )
    op.create_index(
        "adjustment_campaign_id_proposed_at_ix",
        "adjustment",
        ["campaign_id", "proposed_at"],
    )


def _adjustment_checks() -> tuple[sa.CheckConstraint, ...]:
    return (
        sa.CheckConstraint("amount_yen <> 0", name="amount_not_zero"),
        sa.CheckConstraint("proposed_by <> decided_by", name="two_persons"),
        sa.CheckConstraint(
            "(approved is null) = (decided_by is null)"
            " and (approved is null) = (decided_at is null)",
            name="decided_whole",
        ),
        sa.CheckConstraint("taken_on is null or approved", name="taken_if_approved"),
    )


def _create_act() -> None:
    op.create_table(
        "act",
        sa.Column("act_id", sa.BigInteger(), sa.Identity(always=True)),
        sa.Column("happened_at", MOMENT, nullable=False),
        *map(_text, ("name", "role", "subject", "login_id")),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("act_id", name="act_pk"),
    )
    op.create_index("act_name_happened_at_ix", "act", ["name", "happened_at"])


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True)),
        *map(_text, ("exchange", "event_name")),
        sa.Column("happened", postgresql.JSONB(), nullable=False),
        sa.Column("appended_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.PrimaryKeyConstraint("position", name="outbox_pk"),
    )
    op.create_index(
        "outbox_unsent_ix",
        "outbox",
        ["position"],
        postgresql_where=sa.text("sent_at is null"),
    )
