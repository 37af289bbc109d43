"""Create the ledger, and the copies of campaigns and merchants."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

# Deferred: a journal and its lines are written one after another, and must agree when
# they become visible. It also stops an owner who changes one line by hand.
JOURNAL_MUST_BALANCE = """
create function journal_must_balance() returns trigger language plpgsql as $$
declare
    concerned bigint := coalesce(new.journal_id, old.journal_id);
    lines bigint;
    off_yen bigint;
begin
    select count(*), coalesce(sum(amount_yen), 0) into lines, off_yen
    from entry where journal_id = concerned;
    if off_yen <> 0
    or (lines = 0 and exists (select from journal where journal_id = concerned)) then
        raise exception 'journal % has % lines and is off by % yen',
            concerned, lines, off_yen
            using errcode = 'check_violation', constraint = 'journal_balance_ck';
    end if;
    return null;
end $$
"""
BALANCE_TRIGGERS = (
    """
create constraint trigger journal_balance after insert on journal
deferrable initially deferred for each row execute function journal_must_balance()
""",
    """
create constraint trigger entry_balance after insert or update or delete on entry
deferrable initially deferred for each row execute function journal_must_balance()
""",
)


def upgrade() -> None:
    _create_kernel_tables()
    _create_copies()
    _create_journal()
    _create_entry()


def downgrade() -> None:
    for table in ("entry", "journal"):
        op.drop_table(table)
    op.execute("drop function journal_must_balance()")
    for table in ("merchant", "campaign", "inbox", "rehearsal_clock"):
        op.drop_table(table)


def _moment(name: str, *, now: bool = False) -> sa.Column[datetime]:
    default = sa.func.clock_timestamp() if now else None
    kind = sa.DateTime(timezone=True)
    return sa.Column(name, kind, nullable=False, server_default=default)


def _create_kernel_tables() -> None:
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("handler", sa.Text(), nullable=False),
        _moment("handled_at", now=True),
        sa.PrimaryKeyConstraint("event_id", "handler", name="inbox_pk"),
    )
    op.create_table(
        "rehearsal_clock",
        sa.Column("singleton", sa.Integer(), nullable=False),
        sa.Column("shift", postgresql.INTERVAL(), nullable=False),
        sa.CheckConstraint("singleton = 1", name="rehearsal_clock_only_one_row_ck"),
        sa.PrimaryKeyConstraint("singleton", name="rehearsal_clock_pk"),
    )


def _create_copies() -> None:
    op.create_table(
        "campaign",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("issuer_code", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("campaign_id", name="campaign_pk"),
        sa.UniqueConstraint("issuer_code", name="campaign_issuer_code_uq"),
    )
    op.create_table(
        "merchant",
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_code", sa.Text(), nullable=False),
        sa.Column("merchant_name", sa.Text(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        _moment("as_of"),
        sa.PrimaryKeyConstraint("merchant_id", name="merchant_pk"),
    )
    op.create_index(
        "merchant_company_id_campaign_id_ix", "merchant", ["company_id", "campaign_id"]
    )


def _create_journal() -> None:
    op.create_table(
        "journal",
        sa.Column("journal_id", sa.BigInteger(), sa.Identity(always=True)),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("refund_id", sa.Uuid()),
        sa.Column("payment_no", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("issuer_code", sa.Text(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_code", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid()),
        sa.Column("login_id", sa.Text(), nullable=False),
        sa.Column("voucher_count", sa.Integer()),
        sa.Column("amount_yen", sa.BigInteger(), nullable=False),
        _moment("redeemed_at"),
        _moment("happened_at"),
        sa.Column("period_last_on", sa.Date(), nullable=False),
        _moment("recorded_at", now=True),
        *_journal_constraints(),
    )
    _create_journal_indexes()


def _create_journal_indexes() -> None:
    op.create_index(
        "journal_redemption_uq",
        "journal",
        ["checkout_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'redemption'"),
    )
    op.create_index(
        "journal_refund_ix",
        "journal",
        ["checkout_id"],
        postgresql_where=sa.text("kind = 'refund'"),
    )
    op.create_index("journal_export_ix", "journal", ["merchant_id", "happened_at"])
    op.create_index(
        "journal_campaign_id_period_last_on_ix",
        "journal",
        ["campaign_id", "period_last_on"],
    )


def _journal_constraints() -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("journal_id", name="journal_pk"),
        sa.UniqueConstraint("event_id", name="journal_event_id_uq"),
        sa.UniqueConstraint("refund_id", name="journal_refund_id_uq"),
        sa.CheckConstraint("amount_yen > 0", name="journal_amount_positive_ck"),
        sa.CheckConstraint(
            "kind in ('redemption', 'refund')", name="journal_kind_known_ck"
        ),
        sa.CheckConstraint(
            "(kind = 'refund') = (refund_id is not null)",
            name="journal_refund_named_ck",
        ),
    )


def _create_entry() -> None:
    op.create_table(
        "entry",
        sa.Column("journal_id", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.SmallInteger(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("amount_yen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("journal_id", "line", name="entry_pk"),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["journal.journal_id"], name="entry_journal_id_fk"
        ),
        sa.CheckConstraint("amount_yen <> 0", name="entry_amount_not_zero_ck"),
    )
    op.execute(JOURNAL_MUST_BALANCE)
    for trigger in BALANCE_TRIGGERS:
        op.execute(trigger)
