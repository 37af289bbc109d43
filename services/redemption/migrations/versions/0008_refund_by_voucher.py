"""Let a payment be given back in parts: each refund says which vouchers it gave back.

Refunds that stand already gave back whole payments; their lines are added here. Stop
the services for this one: a refund written by the version before it, while it runs,
would have no lines (`machiken verify` names it).
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_unique_constraint(
        "refund_refund_id_checkout_id_uq", "refund", ["refund_id", "checkout_id"]
    )
    op.create_table(
        "refund_line",
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("voucher_id", sa.BigInteger(), nullable=False),
        sa.Column("refund_id", sa.Uuid(), nullable=False),
        sa.Column("amount_yen", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_yen > 0", name="refund_line_amount_positive_ck"),
        sa.ForeignKeyConstraint(
            ["checkout_id", "voucher_id"],
            ["redemption_line.checkout_id", "redemption_line.voucher_id"],
            name="refund_line_checkout_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["refund_id", "checkout_id"],
            ["refund.refund_id", "refund.checkout_id"],
            name="refund_line_refund_id_fk",
        ),
        sa.PrimaryKeyConstraint("checkout_id", "voucher_id", name="refund_line_pk"),
    )
    op.create_index("refund_line_refund_id_ix", "refund_line", ["refund_id"])
    op.create_index("refund_line_voucher_id_ix", "refund_line", ["voucher_id"])
    op.execute(
        "insert into refund_line (checkout_id, voucher_id, refund_id, amount_yen)"
        " select checkout_id, voucher_id, refund_id, line.amount_yen"
        " from refund join redemption_line as line using (checkout_id)"
    )
    op.create_index("refund_checkout_id_ix", "refund", ["checkout_id"])
    op.drop_constraint("refund_checkout_id_uq", "refund")


def downgrade() -> None:
    op.create_unique_constraint("refund_checkout_id_uq", "refund", ["checkout_id"])
    op.drop_index("refund_checkout_id_ix", "refund")
    op.drop_table("refund_line")
    op.drop_constraint("refund_refund_id_checkout_id_uq", "refund")
