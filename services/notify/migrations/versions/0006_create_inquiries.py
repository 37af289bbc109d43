"""Create the inquiries and the office's answers."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    texts = ("sort", "kind", "text", "name", "email")
    op.create_table(
        "inquiry",
        sa.Column("inquiry_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("merchant_code", sa.Text()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("sent_at", moment, nullable=False),
        sa.Column("answered_at", moment),
        sa.PrimaryKeyConstraint("inquiry_id", name="inquiry_pk"),
        sa.UniqueConstraint(
            "campaign_id", "number", name="inquiry_campaign_id_number_uq"
        ),
    )
    op.create_index("inquiry_sent_at_ix", "inquiry", ["sent_at"])
    op.create_table(
        "answer",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("inquiry_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_at", moment, nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("answer_id", name="answer_pk"),
        sa.ForeignKeyConstraint(
            ["inquiry_id"], ["inquiry.inquiry_id"], name="answer_inquiry_id_fk"
        ),
    )
    op.create_index("answer_inquiry_id_ix", "answer", ["inquiry_id"])


def downgrade() -> None:
    op.drop_table("answer")
    op.drop_table("inquiry")
