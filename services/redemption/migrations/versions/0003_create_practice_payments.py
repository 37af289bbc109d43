"""Create what is practised with samples, apart from the tables of money."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column(
        "checkout",
        sa.Column(
            "practice", sa.Boolean(), nullable=False, server_default=sa.text("false")
        ),
    )
    op.create_table(
        "practice_payment",
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_code", sa.Text(), nullable=False),
        sa.Column("login_id", sa.Text(), nullable=False),
        sa.Column("total_yen", sa.Integer(), nullable=False),
        sa.Column("voucher_count", sa.Integer(), nullable=False),
        sa.Column("practised_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("total_yen > 0", name="practice_payment_total_positive_ck"),
        sa.ForeignKeyConstraint(
            ["checkout_id"],
            ["checkout.checkout_id"],
            name="practice_payment_checkout_id_fk",
        ),
        sa.PrimaryKeyConstraint("checkout_id", name="practice_payment_pk"),
        sa.UniqueConstraint("number", name="practice_payment_number_uq"),
    )


def downgrade() -> None:
    op.drop_table("practice_payment")
    op.drop_column("checkout", "practice")
