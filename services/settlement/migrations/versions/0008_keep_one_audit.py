"""Keep the record of acts in the shape that all services share; no row is lost."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_RENAMED = {
    "act_id": "audit_id",
    "happened_at": "at",
    "name": "happening",
    "role": "actor_role",
    "subject": "actor",
}
# What an act was done to stood among its facts.
_OBJECT = """
update audit set object = case
    when facts ? 'payout_no' then 'payout ' || coalesce(
        (
            select p.issuer_code || '/' from payout p
            where p.payout_no = (facts->>'payout_no')::bigint
        ), ''
    ) || (facts->>'payout_no')
    when facts ? 'adjustment_id' then coalesce(
        (
            select 'adjustment ' || a.issuer_code || '/' || a.merchant_code
            from adjustment a where a.adjustment_id = (facts->>'adjustment_id')::uuid
        ), 'adjustment *'
    )
    when facts ? 'change_id' then coalesce(
        (
            select 'account ' || c.issuer_code || '/' || a.merchant_code
            from account_change a join campaign c using (campaign_id)
            where a.change_id = (facts->>'change_id')::uuid
        ), 'account *'
    )
    when facts ? 'merchant_code' then 'merchant ' || (facts->>'merchant_code')
    else 'campaign *'
end
"""


def upgrade() -> None:
    op.drop_index("act_name_happened_at_ix", table_name="act")
    op.rename_table("act", "audit")
    for old, new in _RENAMED.items():
        op.alter_column("audit", old, new_column_name=new)
    op.execute("alter table audit rename constraint act_pk to audit_pk")
    op.execute("alter sequence act_act_id_seq rename to audit_audit_id_seq")
    for name in ("object", "request_id"):
        empty = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("audit", empty)
    op.execute(_OBJECT)
    for name in ("object", "request_id"):
        op.alter_column("audit", name, server_default=None)
    op.create_index("audit_at_ix", "audit", ["at"])
    op.create_index("audit_object_at_ix", "audit", ["object", "at"])


def downgrade() -> None:
    for index in ("audit_object_at_ix", "audit_at_ix"):
        op.drop_index(index, table_name="audit")
    for name in ("object", "request_id"):
        op.drop_column("audit", name)
    op.execute("alter sequence audit_audit_id_seq rename to act_act_id_seq")
    op.execute("alter table audit rename constraint audit_pk to act_pk")
    for old, new in _RENAMED.items():
        op.alter_column("audit", new, new_column_name=old)
    op.rename_table("audit", "act")
    op.create_index("act_name_happened_at_ix", "act", ["name", "happened_at"])
