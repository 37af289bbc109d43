"""Create checkouts, payments and refunds."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _create_checkout()
    _create_checkout_read()
    _create_redemption()
    _create_redemption_line()
    _create_refund()
    _create_payment_counter()


def downgrade() -> None:
    for table in (
        "payment_counter",
        "refund",
        "redemption_line",
        "redemption",
        "checkout_read",
        "checkout",
    ):
        op.drop_table(table)


def _create_checkout() -> None:
    op.create_table(
        "checkout",
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("login_id", sa.Text(), nullable=False),
        sa.Column("target_yen", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("positions_given", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('open', 'redeemed', 'aborted')", name="checkout_state_known_ck"
        ),
        sa.CheckConstraint("target_yen > 0", name="checkout_target_positive_ck"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.campaign_id"], name="checkout_campaign_id_fk"
        ),
        sa.PrimaryKeyConstraint("checkout_id", name="checkout_pk"),
    )


def _create_checkout_read() -> None:
    op.create_table(
        "checkout_read",
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("voucher_id", sa.BigInteger(), nullable=False),
        sa.Column("amount_yen", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_yen > 0", name="checkout_read_amount_positive_ck"),
        sa.ForeignKeyConstraint(
            ["checkout_id"],
            ["checkout.checkout_id"],
            name="checkout_read_checkout_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.voucher_id"], name="checkout_read_voucher_id_fk"
        ),
        sa.PrimaryKeyConstraint("checkout_id", "position", name="checkout_read_pk"),
        sa.UniqueConstraint(
            "checkout_id", "voucher_id", name="checkout_read_checkout_id_voucher_id_uq"
        ),
    )
    op.create_index(
        "checkout_read_voucher_id_ix", "checkout_read", ["voucher_id"], unique=False
    )


def _create_redemption() -> None:
    op.create_table(
        "redemption",
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("payment_no", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_code", sa.Text(), nullable=False),
        sa.Column("login_id", sa.Text(), nullable=False),
        sa.Column("total_yen", sa.Integer(), nullable=False),
        sa.Column("voucher_count", sa.Integer(), nullable=False),
        sa.Column("redeemed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("period_last_on", sa.Date(), nullable=False),
        sa.CheckConstraint("total_yen > 0", name="redemption_total_positive_ck"),
        sa.CheckConstraint(
            "voucher_count between 1 and 1000", name="redemption_count_in_reason_ck"
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id", "period_last_on"],
            ["period.campaign_id", "period.last_on"],
            name="redemption_campaign_id_fk",
        ),
        sa.PrimaryKeyConstraint("checkout_id", name="redemption_pk"),
        sa.UniqueConstraint("payment_no", name="redemption_payment_no_uq"),
    )
    op.create_index(
        "redemption_merchant_redeemed_ix",
        "redemption",
        ["merchant_id", "redeemed_at"],
        unique=False,
    )


def _create_redemption_line() -> None:
    op.create_table(
        "redemption_line",
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("voucher_id", sa.BigInteger(), nullable=False),
        sa.Column("amount_yen", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_yen > 0", name="redemption_line_amount_positive_ck"),
        sa.ForeignKeyConstraint(
            ["checkout_id"],
            ["redemption.checkout_id"],
            name="redemption_line_checkout_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.voucher_id"], name="redemption_line_voucher_id_fk"
        ),
        sa.PrimaryKeyConstraint("checkout_id", "voucher_id", name="redemption_line_pk"),
    )
    op.create_index(
        "redemption_line_voucher_ix", "redemption_line", ["voucher_id"], unique=False
    )


def _create_refund() -> None:
    op.create_table(
        "refund",
        sa.Column("refund_id", sa.Uuid(), nullable=False),
        sa.Column("checkout_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_id", sa.Uuid(), nullable=False),
        sa.Column("login_id", sa.Text(), nullable=False),
        sa.Column("amount_yen", sa.Integer(), nullable=False),
        sa.Column("refunded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_yen > 0", name="refund_amount_positive_ck"),
        sa.ForeignKeyConstraint(
            ["checkout_id"], ["redemption.checkout_id"], name="refund_checkout_id_fk"
        ),
        sa.PrimaryKeyConstraint("refund_id", name="refund_pk"),
        sa.UniqueConstraint("checkout_id", name="refund_checkout_id_uq"),
    )
    op.create_index(
        "refund_merchant_refunded_ix",
        "refund",
        ["merchant_id", "refunded_at"],
        unique=False,
    )


def _create_payment_counter() -> None:
    op.create_table(
        "payment_counter",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_code", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("last_number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "campaign_id", "merchant_code", "paid_on", name="payment_counter_pk"
        ),
    )
