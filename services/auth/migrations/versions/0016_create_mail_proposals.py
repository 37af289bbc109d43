"""Create the new mail addresses that the office proposes and another decides on."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "mail_proposal",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("merchant_id", sa.Uuid()),
        sa.Column("email_before", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposer", sa.Text(), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("approved", sa.Boolean()),
        sa.Column("decided_by", sa.Text()),
        sa.Column("decider", sa.Text()),
        sa.Column("decided_at", MOMENT),
        sa.Column("voided_at", MOMENT),
        sa.PrimaryKeyConstraint("proposal_id", name="mail_proposal_pk"),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.staff_id"], name="mail_proposal_staff_id_fk"
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"],
            ["merchant.merchant_id"],
            name="mail_proposal_merchant_id_fk",
        ),
        *_checks(),
    )
    op.create_index(
        "mail_proposal_one_open_uq",
        "mail_proposal",
        ["staff_id"],
        unique=True,
        postgresql_where=sa.text("approved is null and voided_at is null"),
    )
    op.create_index("mail_proposal_proposed_at_ix", "mail_proposal", ["proposed_at"])


def downgrade() -> None:
    op.drop_table("mail_proposal")


def _checks() -> list[sa.CheckConstraint]:
    rules = {
        "site_known": "site in ('shop', 'portal', 'office')",
        "another_address": "email <> email_before",
        "two_persons": "proposed_by <> decided_by",
        "about_another": "decided_by <> staff_id::text",
        "decided_whole": (
            "num_nonnulls(approved, decided_by, decider, decided_at) in (0, 4)"
        ),
        "one_end": "voided_at is null or approved is null",
    }
    return [
        sa.CheckConstraint(rule, name=op.f(f"mail_proposal_{name}_ck"))
        for name, rule in rules.items()
    ]
