"""Keep the audit in the shape that all services share; no row is lost."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"

_OBJECT = """
update audit set
    object = case
        when happening = 'given_up_resent' then 'letters ' || coalesce(
            (select issuer_code from campaign c where c.campaign_id = subject), '*'
        )
        else case happening
            when 'letter_resent' then 'letter '
            when 'inquiry_answered' then 'inquiry '
            else 'notice '
        end || coalesce(subject::text, '*')
    end,
    facts = case
        when detail = '' then '{}'::jsonb
        when happening = 'given_up_resent'
            then jsonb_build_object('count', detail::integer)
        else jsonb_build_object('text', detail)
    end
"""

_SUBJECT = """
update audit set
    subject = substring(object from '[0-9a-f-]{36}$')::uuid,
    detail = coalesce(facts->>'text', facts->>'count', '')
"""


def upgrade() -> None:
    op.alter_column("audit", "position", new_column_name="audit_id")
    op.alter_column("audit", "happened_at", new_column_name="at")
    op.execute("alter sequence audit_position_seq rename to audit_audit_id_seq")
    for name in ("login_id", "object", "request_id"):
        empty = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("audit", empty)
    facts = sa.Column(
        "facts", postgresql.JSONB(), nullable=False, server_default=sa.text("'{}'")
    )
    op.add_column("audit", facts)
    op.execute(_OBJECT)
    for name in ("login_id", "object", "request_id", "facts"):
        op.alter_column("audit", name, server_default=None)
    op.drop_column("audit", "subject")
    op.drop_column("audit", "detail")
    op.create_index("audit_at_ix", "audit", ["at"])
    op.create_index("audit_object_at_ix", "audit", ["object", "at"])


def downgrade() -> None:
    for index in ("audit_object_at_ix", "audit_at_ix"):
        op.drop_index(index, table_name="audit")
    op.add_column("audit", sa.Column("subject", sa.Uuid()))
    op.add_column(
        "audit", sa.Column("detail", sa.Text(), nullable=False, server_default="")
    )
    op.execute(_SUBJECT)
    op.alter_column("audit", "detail", server_default=None)
    for name in ("login_id", "object", "request_id", "facts"):
        op.drop_column("audit", name)
    op.execute("alter sequence audit_audit_id_seq rename to audit_position_seq")
    op.alter_column("audit", "at", new_column_name="happened_at")
    op.alter_column("audit", "audit_id", new_column_name="position")
