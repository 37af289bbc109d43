"""Keep every version of a campaign's rules, with who applied it and when."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "campaign_version",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rules", postgresql.JSONB(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.campaign_id"],
            name="campaign_version_campaign_id_fk",
        ),
        sa.PrimaryKeyConstraint("campaign_id", "version", name="campaign_version_pk"),
    )
    # Earlier versions were not kept; the record begins with what is in force.
    op.execute(
        "insert into campaign_version"
        " select campaign_id, version, rules, applied_at, applied_by from campaign"
    )


def downgrade() -> None:
    op.drop_table("campaign_version")
